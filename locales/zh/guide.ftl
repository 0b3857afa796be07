### 规则与消息的说明页、课程和测验。

## 文章的标题：文件中使用的就是这些词。

guide-heading-question = 问题
guide-heading-answer = 答案
guide-heading-prints = gc 的输出
guide-heading-releases = 版本差异
guide-heading-avoid = 如何避免

## 终端中的页面和课程。

guide-lesson-heading = 第 { $number } 课：{ $title }
guide-lesson-next = `goesc quiz { $number }` 就这个程序提问，`goesc lessons { $number } --answer` 显示答案。
guide-lessons-how = `goesc lessons 3` 显示第 3 课，`goesc quiz 3` 就其中的程序提问。
guide-read-on = 延伸阅读：{ $code }  { $title }（`goesc explain { $code }`）
guide-lessons-about = 相关课程：{ $lessons }。
guide-belief = 误解：“{ $belief }”
guide-several = “{ $query }”可能指：
guide-unknown = 没有关于“{ $query }”的页面
guide-unknown-nearest = 没有关于“{ $query }”的页面；相近的有{ $names }
guide-quoted = “{ $text }”
guide-prints-nothing = （对这几行没有输出）
guide-same-output = Go { $first } 到 { $last } 对这个程序的输出完全相同（{ $flags }）。
guide-changes = 从 Go { $from } 到 { $to }（{ $flags }）：
guide-more-changes = …… 另有 { $count } 行
guide-unknown-lesson = 没有课程“{ $name }”；`goesc lessons` 列出全部课程

## 常见的误解。

guide-belief-1 = new(T) 和 &T{"{}"} 就意味着在堆上
guide-belief-2 = 映射(map)总是在堆上
guide-belief-3 = 长度为变量的 make 总会逃逸
guide-belief-4 = “does not escape”就是没有分配
guide-belief-5 = “escapes to heap”就是发生了分配
guide-belief-6 = “leaking param”是内存泄漏
guide-belief-7 = “leaking param”和“leaking param content”是一回事
guide-belief-8 = 返回指针总会分配
guide-belief-9 = 指针比值快
guide-belief-10 = 闭包总会分配
guide-belief-11 = 值逃逸是因为转换成了接口
guide-belief-12 = fmt.Println(x) 会让 x 逃逸
guide-belief-13 = 对象达到 64 KB 就会放到堆上
guide-belief-14 = 把 &x 存进局部切片或映射没有代价
guide-belief-15 = 结构体的各个字段是分别跟踪的
guide-belief-16 = *pp = &x 只是普通赋值
guide-belief-17 = defer 和 go 总会造成逃逸
guide-belief-18 = 取循环变量的地址没有代价
guide-belief-19 = 把局部数组的 a[:] 传给 io.Reader 没有代价
guide-belief-20 = 用了泛型就没有接口的开销
guide-belief-21 = 方法值没有代价
guide-belief-22 = 只要接收方在本地，通过通道发送的指针所指的值就留在栈上
guide-belief-23 = -m 的输出从不改变
