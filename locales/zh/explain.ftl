### `goesc explain` 的报告。

## 最后一行。

explain-summary = { $heap } 个在堆上，{ $stay } 个留在栈上，{ $leaking } 个形参泄漏

## 为什么不：最近的切断点。$place 是代码及其行号，$value 是会留下的值。

explain-place-line = 第 { $line } 行的操作
explain-place-file = { $file }:{ $line } 处的操作
explain-place-code = `{ $code }`（第 { $line } 行）
explain-place-code-file = `{ $code }`（{ $file }:{ $line }）
explain-cut-step = 最近的切断点：如果没有第 { $step } 步 { $place }，{ $value } 就会留在栈上
explain-cut-also = { $text }；去掉第 { $steps } 步{ $count ->
    [one] {""}
   *[other] 中的任意一步
}也一样
explain-cut-holder = 最近的切断点：如果没有 { $place }，持有 { $value } 的对象就会留在栈上，{ $value } 也随之留在栈上
explain-cut-other-way = 没有单一的切断点：{ $value } 通往堆的路径不止一条；另一条止于 { $place }
explain-cut-several = 没有单一的切断点：{ $value } 通往堆的路径不止一条
explain-cut-size = 没有切断点：{ $value } 仅因其大小而放在堆上
explain-cut-size-too = 没有单一的切断点：{ $value } 的大小已使它放在堆上，而且指向它的指针也会逃逸
explain-cut-too-many = 未查找切断点：这些函数相互调用，变量和分配点超过 { $count } 个

## 一个值的开销。第二组说明原因（$why），用在第一组的句子里。

explain-cost-allocates = 开销：每次都从堆上分配内存
explain-cost-allocates-anyway = 开销：虽然不逃逸，每次仍从堆上分配内存：函数的栈帧里放不下
explain-cost-may = 开销：可能分配：{ $why }
explain-cost-free = 开销：无：{ $why }
explain-cost-grows = 切片容量不足时，append 会从堆上分配内存
explain-cost-map-grows = 映射在栈上可放 { $count } 个条目；条目更多或较大时会从堆上分配内存
explain-cost-longer = 不超过 { $count } 字节时放在栈上，更长则从堆上分配内存
explain-cost-more-runes = 不超过 { $count } 个 rune 时放在栈上，更多则从堆上分配内存
explain-cost-larger = 不超过 { $count } 字节时放在栈上，更大则从堆上分配内存
explain-cost-small-number = 0 到 255 的数值已预先存在，其他数值从堆上分配内存
explain-cost-not-empty = 为空时无需内存，否则从堆上分配
explain-cost-joins = 只有一个字符串非空时无需内存，否则从堆上分配
explain-cost-on-stack = 它位于函数的栈帧中
explain-cost-constant = 常量位于程序的只读数据中
explain-cost-byte = 一个字节的 256 个值已预先存在
explain-cost-empty = 它的大小为零
explain-cost-nothing-captured = 它没有捕获任何变量，整个程序只需一份
explain-cost-no-copy = 不复制：直接使用被转换的值的内存
