### `goesc explain` 的报告。

## 最后一行。

explain-summary = { $heap } 个在堆上，{ $stay } 个留在栈上，{ $leaking } 个形参泄漏
