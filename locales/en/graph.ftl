### Pictures and traces.
