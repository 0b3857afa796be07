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
guide-belief = 误解：{ $belief }
guide-several = “{ $query }”可能指：
guide-unknown = 没有关于“{ $query }”的页面
guide-unknown-word = 没有名为“{ $query }”的页面、文件或包
guide-did-you-mean = 是否想找：
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

## 测验。

guide-quiz-number = 第 { $number } 题，共 { $total } 题
guide-quiz-empty = 没有可问的：没有任何值或参数有判定结果。
guide-quiz-score = 答对 { $right } 题，共答 { $answered } 题
guide-ask-variable = 变量 { $what } 在哪里？
guide-ask-allocation = { $what } 在哪里？
guide-ask-boxed = 接口指向 { $what } 的一份副本。这份副本在哪里？
guide-ask-parameter = 形参 { $what } 会泄漏(leak)吗？
guide-ask-copy = { $question }（它位于 { $callee } 的函数体中，该函数在此处被内联。）
guide-prompt-value = h 堆，s 栈，? 提示，q 退出：
guide-prompt-parameter = l 泄漏，k 不泄漏，? 提示，q 退出：
guide-answer-heap = 堆
guide-answer-stack = 栈
guide-answer-leaks = 泄漏
guide-answer-keeps = 不泄漏
guide-hint-variable = 函数返回之后，还有谁可能持有它的地址？
guide-hint-allocation = 跟踪这个表达式给出的指针：它存到了哪里？那个位置和函数，哪个存在得更久？
guide-hint-boxed = 接口值交给了谁？对方会保留它吗？
guide-hint-make = 它的大小是常量吗，够小吗？如果是：结果去了哪里？
guide-hint-parameter = 函数是否把它，或者它指向的内容，存到了调用结束后仍能找到的地方？返回它也算。
guide-right = 正确：{ $answer }。
guide-wrong = 不对：{ $answer }。
guide-silent = 对于留在栈上的变量，gc 什么也不输出。
guide-gc-says = gc 的输出：{ $message }
guide-no-address = 没有任何地方取 { $name } 的地址，因此也没有什么能保留它。
guide-copy-stays = 在此处内联的 { $callee } 副本中，它留在栈上；在 { $callee } 自身中则不然。
