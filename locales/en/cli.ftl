### What commands say about their own work.
