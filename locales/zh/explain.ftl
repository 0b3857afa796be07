### `goesc explain` 的报告。
### 引自程序的内容（$name、$text、$callee、$target 等）原样写出，不加引号。
### ‿ 处只在一侧是汉字、另一侧不是时才有空格。

## 值。$kind 是值的种类；每条消息对可能出现的各种类都有一个词。

explain-the = { $kind ->
    [loop-state] 该变量
    [new] new 产生的变量
    [pointer-literal] 一个字面量
    [slice-literal] 一个切片字面量
    [variadic-arguments] 可变参数的切片
    [map-literal] 一个映射字面量
    [make-slice] make 产生的切片
    [make-map] make 产生的映射
    [closure] 函数字面量
    [loop-body] 循环体
    [method-value] 一个方法值
    [boxed] 接口中的副本
    [concat] 拼接得到的字符串
    [to-string] 转换得到的字符串
    [from-string] 转换得到的切片
    [append] append 的数组
   *[other] 一个值
}
explain-this = { $kind ->
    [loop-state] 这个变量
    [new] new 产生的变量
    [pointer-literal] 这个字面量产生的值
    [slice-literal] 这个切片字面量的数组
    [variadic-arguments] 可变参数的切片
    [map-literal] 这个字面量产生的映射
    [make-slice] make 产生的数组
    [make-map] make 产生的映射
    [closure] 这个函数字面量
    [loop-body] 这个循环体
    [method-value] 这个方法值
    [boxed] 接口中的副本
    [concat] 拼接得到的字符串
    [to-string] 转换得到的字符串
    [from-string] 转换得到的切片
    [append] 新数组
   *[other] 这个值
}
# 指向该值的东西。
explain-handle = { $kind ->
    [variable] 它的地址
    [parameter] 它的地址
    [loop-state] 它的地址
    [new] 该指针
    [pointer-literal] 该指针
    [slice-literal] 该切片
    [make-slice] 该切片
    [from-string] 该切片
    [variadic-arguments] 可变参数的切片
    [map-literal] 该映射
    [make-map] 该映射
    [closure] 该函数字面量
    [loop-body] 循环体
    [method-value] 该方法值
    [boxed] 该接口值
    [concat] 该字符串
    [to-string] 该字符串
    [append] 扩容后的切片
   *[other] 它
}
explain-value-result = 一个未命名的结果
explain-value-parameter = 一个未命名的形参
explain-value-loop-state = range 循环的隐藏状态
explain-value-of = { $text } 的值
explain-value-intermediate = 一个中间值
explain-value-boxed-constant = 接口中的常量 { $text }
explain-value-boxed-a-constant = 一个成为接口值的常量
explain-value-boxed = { $text } 在接口中的副本
explain-value-boxed-a-value = 一个值在接口中的副本
explain-value-append = { $text } 的新数组
explain-value-append-array = append 的新数组

## 标题与第一个标注。

explain-heading-moved = { $what }‿被移到堆上
explain-heading-escapes = { $what }‿逃逸到堆
# 其他包的函数体中的值。
explain-of = { $callee } 中的‿{ $what }
# $heading 是以上标题之一。
explain-in-copy = { $callee } 内联到 { $into } 处：{ $heading }
explain-inlined-here = { $callee } 在此内联，其中‿{ $label }
explain-label-boxed = { $text } 被复制到接口中；该副本逃逸
explain-label-too-large = 它太大，放不进栈
explain-label-unknown-size = 它的大小不是常量
# $place 是表达式的位置：here 在标注处，elsewhere 在其他包的代码中。
explain-label = { $kind ->
    [hidden] 这个值被移到堆上
    [append] append 分配一个更大的数组，该数组逃逸
    [new] new 产生一个变量，该变量逃逸
    [make-slice] make 产生一个数组，该数组逃逸
    [make-map] make 产生一个映射，该映射逃逸
    [variadic-arguments] 可变参数被放入一个切片，该切片逃逸
    [loop-body] 循环体成为一个函数，该函数逃逸
   *[other] { $place ->
        [elsewhere] { $kind ->
            [pointer-literal] 一个字面量产生一个值，该值逃逸
            [slice-literal] 一个字面量产生一个数组，该数组逃逸
            [map-literal] 一个字面量产生一个映射，该映射逃逸
            [closure] 一个函数字面量逃逸
            [method-value] 一个方法值逃逸
            [concat] 一次拼接产生一个字符串，该字符串逃逸
            [to-string] 一次转换产生一个字符串，该字符串逃逸
            [from-string] 一次转换产生一个切片，该切片逃逸
            [boxed-constant] 一个常量成为接口值，该接口值逃逸
            [boxed] 一个值被复制到接口中，该副本逃逸
           *[other] 一个值逃逸
        }
       *[here] { $kind ->
            [pointer-literal] 这个字面量产生一个值，该值逃逸
            [slice-literal] 这个字面量产生一个数组，该数组逃逸
            [map-literal] 这个字面量产生一个映射，该映射逃逸
            [closure] 这个函数字面量逃逸
            [method-value] 这个方法值逃逸
            [concat] 这次拼接产生一个字符串，该字符串逃逸
            [to-string] 这次转换产生一个字符串，该字符串逃逸
            [from-string] 这次转换产生一个切片，该切片逃逸
            [boxed-constant] 这个常量成为接口值，该接口值逃逸
            [boxed] 这个值被复制到接口中，该副本逃逸
           *[other] 这个值逃逸
        }
    }
}

## 一步中移动的东西。

explain-it = 它
explain-its-address = 它的地址
explain-address-of = { $name } 的地址
explain-pointee = { $name } 指向的值
explain-pointee-through = 从 { $name } 经 { $count } 次解引用到达的值
explain-captured-values = 函数字面量捕获的值
explain-reached = 由该指针到达的值
# $what 是 explain-handle 之一。
explain-contents = { $what }‿所含的值
explain-result-of = { $func } 的结果
explain-the-result = 该结果
explain-the-slice = 该切片

## 步骤：$what 是移动的东西，$act 是它的经过（explain-act-…）。

explain-step = { $what }‿{ $act }
# 同一行还有后续：$before 是已有的句子。
explain-then = { $before }，并‿{ $act }
# 前面是一次调用：继续的是它的结果。
explain-then-result = { $before }，其结果‿{ $act }
# 前面是把值放进另一个值：继续的是后者。
explain-then-whole = { $before }，后者‿{ $act }
# 同一处标注的下一步。
explain-next = { $before }；{ $step }
explain-step-ranged-to = range 把‿{ $whole }‿的元素依次交给 { $to }
explain-step-ranged = range 把‿{ $whole }‿的元素依次交给一个变量
explain-step-append = append 扩展‿{ $what }
explain-step-spread = { $from }‿的元素被追加到另一个切片
explain-step-regrown = append 把‿{ $from }‿的元素复制到更大的数组
explain-step-copied = { $from }‿的元素被复制到另一个切片
explain-step-loop-body = range 把循环体传给它所遍历的函数
explain-step-returned-by-outer = 它由外层的函数字面量返回
explain-step-outside-loop = { $name } 在循环之外声明
explain-step-call-outside-loop = 这个调用在循环之外
explain-step-outside-literal = { $name } 属于外层函数
explain-step-on-heap = { $what }‿本身在堆上
explain-step-that-on-heap = 而它本身在堆上

## 移动的东西的经过。

explain-act-stored-variable = 被存入 { $target }
explain-act-stored-result = 被存入结果 { $target }，由调用者得到
explain-act-stored-global = 被存入包级变量 { $target }
explain-act-stored-pointer = 被存入 { $pointer } 指向之处
explain-act-stored-through = 经指针 { $pointer } 被存入 { $target }
explain-act-stored-element = 被存入切片 { $slice } 的元素
explain-act-stored-map = 被存入映射 { $map }
explain-act-stored-static = 被存入包级变量的数据
explain-act-stored-hidden = 被保存待用
explain-act-stored-heap = 被存入堆上
explain-act-stored-a-pointer = 经指针被存入
explain-act-stored-an-element = 被存入切片的元素
explain-act-stored-a-map = 被存入映射
explain-act-returned-by = 被 { $func } 返回
explain-act-returned = 被返回给调用者
explain-act-kept-outside = 被保存给循环外的函数
explain-act-returned-by-literal = 被函数字面量返回
explain-act-sent-on = 被发送到通道 { $channel }
explain-act-sent = 被发送到通道
explain-act-extended = 是 append 扩展的切片
explain-act-builtin = 被传给一个内建函数
explain-act-kept-for-go = 被保留给 go 语句启动的调用
explain-act-kept-for-defer = 被保留给延迟(defer)的调用
explain-act-captured = 被{ $by ->
    [loop-body] 循环体
   *[literal] 函数字面量
}捕获
explain-act-captured-by-reference = 被{ $by ->
    [loop-body] 循环体
   *[literal] 函数字面量
}按引用捕获
explain-act-to-interface = 成为接口值
explain-act-element = { $container ->
    [struct] 被放入这个结构体
    [array] 被放入这个数组
    [slice] 是这个切片字面量的元素
    [map-key] 是这个映射字面量的键
    [map-value] 是这个映射字面量的值
   *[arguments] 是可变参数之一
}
explain-act-ranged-to = 由 range 交给 { $name }
explain-act-ranged = 由 range 逐个取出
explain-act-appended-to = 被追加到 { $slice }
explain-act-appended = 被追加到一个切片
explain-act-spread = 被逐个元素地追加
explain-act-regrown = 被 append 复制到更大的数组
explain-act-copied = 被逐个元素地复制
explain-act-key-of = 成为映射 { $map } 的键
explain-act-key = 成为映射的键
explain-act-bound-to = 在这个分支中绑定到 { $name }
explain-act-bound = 在这个分支中被绑定
explain-act-called = 被调用，其结果可能去往任何地方
explain-act-bound-receiver-of = 绑定为方法值 { $method } 的接收者，该方法使它逃逸
explain-act-bound-receiver = 绑定为方法值的接收者，该方法使它逃逸
explain-act-kept-receiver-of = 作为方法值 { $method } 的接收者被保留
explain-act-kept-receiver = 作为方法值的接收者被保留
explain-act-started = 作为协程(goroutine)启动
explain-act-deferred = 在循环中被延迟(defer)，次数不定
explain-act-reflect-header = 被当作指针读出
explain-act-as-integer = 作为整数传给标有 //go:uintptrescapes 的函数

## 调用，以及实参的去向。$call 是最前面的消息之一；$role 是形参或接收者。

explain-act-passed = 被传给 { $callee }
explain-act-passed-here = 被传给这个函数
explain-called-on = 在‿{ $receiver }‿上调用 { $callee }
explain-method-called-on = 在‿{ $receiver }‿上调用一个方法
explain-fate-leaks-as = { $call }，后者使它逃逸（{ $role ->
    [receiver] 接收者
   *[parameter] 形参
} { $param } 泄漏）
explain-fate-leaks-content-as = { $call }，后者使它指向的值逃逸（{ $role ->
    [receiver] 接收者
   *[parameter] 形参
} { $param } 的内容泄漏）
explain-fate-leaks = { $call }，后者使它逃逸
explain-fate-leaks-content = { $call }，后者使它指向的值逃逸
explain-fate-returns = { $call }，后者返回它
explain-fate-returns-content = { $call }，后者返回它指向的值
explain-fate-becomes = { $call }，在其中它是{ $role ->
    [receiver] 接收者
   *[parameter] 形参
} { $param }
explain-fate-interface = { $call }，这是接口的方法：背后可能是任何代码
explain-fate-type-parameter = { $call }，这是类型参数的方法：运行时才查出是哪一个，背后可能是任何代码
explain-fate-function-value = { $call }，这是函数值：背后可能是任何代码
explain-fate-no-body = { $call }，它没有 Go 函数体：可能做任何事

## 规则：用一句话说明原因。

explain-note-rule = 规则 { $code }：{ $rule }
explain-rule-returned = 地址被返回的值必须比函数活得更久，因此在堆上
explain-rule-returned-value = 调用者通过结果仍能访问的值必须比函数活得更久，因此在堆上
explain-rule-global = 包级变量与程序同寿命，因此它们指向的值在堆上
explain-rule-through-pointer = 分析不追踪指针指向何处，所以通过指针存入的值可能比函数活得更久，因此在堆上
explain-rule-slice-element = 分析不追踪切片用的是哪个数组，所以存入切片元素的值可能比函数活得更久，因此在堆上
explain-rule-map = 分析不追踪映射中有什么，所以放入映射的值可能比函数活得更久，因此在堆上，即使映射本身不在堆上
explain-rule-channel = 任何协程(goroutine)都可能接收发送到通道的值，所以它可能比函数活得更久，因此在堆上
explain-rule-appended = 分析不追踪切片用的是哪个数组，所以追加的值可能比函数活得更久，因此在堆上
explain-rule-copied-elements = 分析不追踪元素被复制到哪个数组，所以这些元素指向的值可能比函数活得更久，因此在堆上
explain-rule-interface-method = 调用接口或类型参数的方法可能执行任何方法，而它可能保留得到的东西，因此传给它的一切连同接收者都在堆上
explain-rule-function-value = 调用函数值可能执行任何函数，而它可能保留得到的东西，因此传给它的一切都在堆上
explain-rule-leaking-parameter = 函数返回后仍保留的实参必须比这次调用活得更久，因此在堆上
explain-rule-no-body = 没有 Go 函数体的函数可能保留得到的东西，因此传给它的一切都在堆上
explain-rule-unknown-function = 对该函数一无所知，它可能保留得到的东西，因此这些值在堆上
explain-rule-panic = 传给 panic 的值比被它终止的函数活得更久，因此在堆上
explain-rule-go = 协程(goroutine)可能比启动它的函数运行得更久，因此它使用的值在堆上
explain-rule-defer-in-loop = 循环中的 defer 可能执行任意多次，因此每个延迟调用使用的值在堆上
explain-rule-escaping-literal = 函数字面量存在多久，就需要它捕获的值多久；这个函数字面量在堆上，因此它捕获的值也在堆上
explain-rule-loop = 每轮循环都新建、却保存在循环外变量中的值在堆上，因为栈上只有一个位置供所有轮次使用
explain-rule-outer-variable = 在函数字面量中产生、却保存在外层变量中的值，比该字面量的调用活得更久，因此在堆上
explain-rule-heap-points-to = 堆上的值可能比函数活得更久，因此它指向的一切也在堆上
explain-rule-large-variable = 大于 { $limit } 的变量总在堆上，无论如何使用，以免栈过大
explain-rule-large-variable-changed = 大于 { $limit }（Go { $release } { $when ->
    [before] 之前
   *[since] 起
}为 { $other }）的变量总在堆上，无论如何使用，以免栈过大
explain-rule-large-allocation = 超过 { $limit } 的 new、&T{"{}"} 和 make 总在堆上，无论如何使用其值，以免栈过大
explain-rule-unknown-size = Go 1.24 及更早版本中，大小不是常量的 make 在堆上：无法知道它需要多少栈空间
explain-rule-zero-sized = 元素大小为零的 make 从不放在栈上，无论如何使用
explain-rule-alignment = 对齐要求超过栈对齐的类型在堆上
explain-rule-escaping-uintptr = 传给标有 //go:uintptrescapes 的函数的值在堆上
explain-rule-reflect-header = reflect 头的数据字段是整数，但分析把它当作指针跟踪，因此这个指针一旦传出去，它指向的值就在堆上
explain-rule-method-value = 无法知道谁会调用方法值，因此会从该方法泄漏的接收者在堆上
explain-rule-other = 函数返回后仍可访问的值在堆上

## 建议：怎样才能留在栈上。

explain-note-help = 建议：{ $help }
explain-help-return-value = 返回 { $name } 本身而不是它的地址，就能让它留在栈上
explain-help-constant-size = 大小为常量且不超过 { $count } 个元素时，它会留在栈上
explain-help-fewer-elements = 不超过 { $count } 个元素时，它会留在栈上
explain-help-smaller = 不超过 { $limit } 时，它会留在栈上
explain-help-before-loop = 如果所有轮次共用一个 { $name } 就够了：在循环之前声明，它会留在栈上
explain-help-before-loop-value = 如果所有轮次共用一个就够了：在循环之前创建，它会留在栈上
explain-help-defer = 不在循环中的 defer 能让它留在栈上

## 读者还应知道的。

explain-remark-free-constant = 不会为它分配内存：含常量的接口指向程序的只读数据
explain-remark-free-byte = 不会为它分配内存：含单个字节的接口指向始终存在的 256 个值之一
explain-remark-free-empty = 不会为它分配内存：大小为零的值不需要内存
explain-remark-parts-together = 分析不区分结构体的各字段，也不区分数组的各元素：放入其一的值可能从另一个取出

## 被内联的调用。$lines 和 $places 是列表。

explain-line = 第 { $line } 行
explain-more-lines = 另外 { $count } 行
explain-more-functions = 另外 { $count } 个函数
explain-inlined-into = { $into }（{ $lines }）
explain-stays-at = 内联到以下函数时它留在栈上：{ $places }

## 留在栈上的。$value 是 explain-value-…，$its 是指向它的东西。

explain-stays = 留在栈上的：
explain-stay-inlined = { $callee } 在此内联，其中的‿{ $value }
explain-stay-never-kept = { $value }‿留在栈上：没有谁保留{ $its }
explain-stay-only-to = { $value }‿留在栈上：{ $its }只到达 { $names }，{ $count ->
    [1] 后者
   *[other] 它们
}不比它活得更久
explain-stay-passed-to = { $value }‿留在栈上：它被传给 { $callee }，后者不保留它
explain-stay-called-on = { $value }‿留在栈上：在它上面调用 { $callee }，该方法不保留它
explain-stay-captured = { $value }‿留在栈上：只有不比它活得更久的函数字面量使用它
explain-stay-called-here = { $value }‿留在栈上：它在此被调用，没有谁保留它
explain-function-literals = 函数字面量
# 属于被内联的调用。
explain-holder-parameter = { $callee } 的{ $role ->
    [receiver] 接收者
   *[parameter] 形参
} { $name }

## 函数如何处理形参。$leaks 是 explain-leak-… 的列表。

explain-contracts = 函数如何处理形参（逃逸或被返回即为泄漏）：
explain-package-literal = 包级的函数字面量
explain-literal-in = { $func } 中的函数字面量
explain-loop-body-in = { $func } 中的循环体
explain-contract = { $func }‿{ $leaks }
explain-contract-keeps-nothing = { $func }‿不保留 { $param }
explain-leak-escapes = 使‿{ $what }‿逃逸
explain-leak-returned = 返回‿{ $what }
explain-leak-result = 把‿{ $what }‿作为结果 { $name } 返回
explain-leak-result-number = 把‿{ $what }‿作为第 { $number } 个结果返回

## 最后一行。

explain-summary = { $heap } 个在堆上，{ $stay } 个留在栈上，{ $leaking } 个形参泄漏

explain-summary-generic = { $text }；{ $count } 个泛型函数在此没有使用：gc 只在使用处作出判定

## 为什么不：最近的切断点。$place 是代码及其行号，$value 是会留下的值。

explain-place-line = 第 { $line } 行的操作
explain-place-file = { $file }:{ $line } 处的操作
explain-place-code = `{ $code }`（第 { $line } 行）
explain-place-code-file = `{ $code }`（{ $file }:{ $line }）
explain-cut-step = 最近的切断点：如果没有第 { $step } 步 { $place }，{ $value }‿就会留在栈上
explain-cut-also = { $text }；去掉第 { $steps } 步{ $count ->
    [one] {""}
   *[other] 中的任意一步
}也一样
explain-cut-holder = 最近的切断点：如果没有 { $place }，持有‿{ $value }‿的对象就会留在栈上，{ $value }‿也随之留在栈上
explain-cut-other-way = 没有单一的切断点：{ $value }‿通往堆的路径不止一条；另一条止于 { $place }
explain-cut-several = 没有单一的切断点：{ $value }‿通往堆的路径不止一条
explain-cut-size = 没有切断点：{ $value }‿仅因其大小而放在堆上
explain-cut-size-too = 没有单一的切断点：{ $value }‿的大小已使它放在堆上，而且指向它的指针也会逃逸
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
explain-line-nothing = 第 { $line } 行没有任何值或形参有结论：那里没有分配，也没有取地址。
explain-cost-nothing = 无开销
explain-cost-on-stack = 它位于函数的栈帧中
explain-cost-constant = 常量位于程序的只读数据中
explain-cost-byte = 一个字节的 256 个值已预先存在
explain-cost-empty = 它的大小为零
explain-cost-nothing-captured = 它没有捕获任何变量，整个程序只需一份
explain-cost-no-copy = 不复制：直接使用被转换的值的内存

## 两个版本对照。$old 和 $new 是 $from 与 $to 两个版本的结论。

explain-vs-heading = { $what }：在 Go { $from } 中{ $old }，在 Go { $to } 中{ $new }
explain-vs-parameter = 形参 { $param }
explain-vs-silent = 没有结论
explain-vs-heap = 在堆上
explain-vs-heap-free = 逃逸但没有开销
explain-vs-heap-may = 逃逸且可能分配内存
explain-vs-stack = 在栈上
explain-vs-stack-may = 在栈上但可能分配内存
explain-vs-stack-allocates = 在栈上但会分配内存
explain-vs-contract = “{ $text }”
explain-vs-place = { $into }（第 { $line } 行）
explain-vs-but = { $text }（内联到 { $places } 时在栈上）
explain-vs-of-release = Go { $release }：{ $text }
explain-vs-rule = 变化原因：{ $why }
explain-vs-rules = 变化原因：{ $count } 条规则共同作用：{ $why }
explain-vs-many-rules = 变化原因：编译器在分析之前处理程序的细节不同
explain-vs-library = 变化原因：这里调用的标准库函数变了
explain-vs-rules-and-library = 变化原因：规则与标准库函数共同作用
explain-vs-other = 并非单由规则引起：两个版本编译的文件不同，或对语言的解释不同
explain-vs-nothing = 没有变化：Go { $from } 与 Go { $to } 的结论相同。
explain-vs-summary = Go { $from } 与 Go { $to } 之间有 { $count } 处结论不同

## 规则有什么变化，从哪个版本开始。

explain-change-unknown-size = 从 Go { $since } 起，用 make 创建大小不是常量的切片时，它可以留在栈上
explain-change-max-explicit-var = 从 Go { $since } 起，栈上声明的变量最大为 { $after }；此前为 { $before }
explain-change-loop-vars = 从 Go { $since } 起，循环的每次迭代都有自己的变量
explain-change-literal-operands = 从 Go { $since } 起，对于从不改变的变量，make 和接口转换知道它的值
explain-change-literal-len = 从 Go { $since } 起，make 知道从不改变的切片字面量的长度
explain-change-one-word = 从 Go { $since } 起，只含一个指针的值可直接放进接口，即使还带有大小为零的字段
explain-change-mutation = 从 Go { $since } 起，函数字面量即使不是就地调用，分析也会跟踪它的结果
explain-change-several-callees = 从 Go { $since } 起，即使给函数变量赋过多个函数，分析也知道它可能是哪些函数
explain-change-devirtualize-all = 从 Go { $since } 起，如果赋给接口变量的值都是同一类型，对其方法的调用就变为直接调用
explain-change-append = 从 Go { $since } 起，append 创建的数组有自己的结论，较小的可以留在栈上
explain-change-zero-size = 从 Go { $since } 起，元素大小为零的 make 从不放在栈上
explain-change-tagged-results = 从 Go { $since } 起，只区分泄漏到前五个结果的情况；此前为前七个
explain-change-captured-values = 从 Go { $since } 起，被捕获的变量若从不改变，其值是已知的
explain-change-dead-locals = 从 Go { $since } 起，对无人读取的变量的赋值在分析之前就被去掉
explain-change-dead-code = 从 Go { $since } 起，永远不会执行的代码在分析之前就被去掉
explain-change-literal-batches = 从 Go { $since } 起，函数字面量是否与外层函数一起分析，取决于它捕获什么
explain-change-go-defer = 从 Go { $since } 起，go 和 defer 语句的调用会包装成没有形参的函数字面量
explain-change-range-arrays = 从 Go { $since } 起，不使用元素的数组 range 只做计数，连数组也不创建
explain-change-unnamed-params = 从 Go { $since } 起，在互相调用的函数之间，分析也会跟踪传给无名形参的值
explain-change-generic-literals = 从 Go { $since } 起，对泛型函数中函数字面量的形参不再给出结论
explain-change-zero-copy = 从 Go { $since } 起，字符串转换成的字节若无人写入，就不再复制
explain-change-constraints = 从 Go { $since } 起，即使不在模块中，//go:build 行也会选择语言版本
explain-change-order = 从 Go { $since } 起，把接口调用变为直接调用以及内联的先后顺序不同，因此被内联的调用也不同
explain-change-literal-budget = 从 Go { $since } 起，更大的函数字面量也会被内联
explain-change-recursion = 从 Go { $since } 起，调用自身的函数也可能被内联
explain-change-function-value-call = 从 Go { $since } 起，对形参或被捕获变量的调用，内联代价更低
explain-change-slicing = 从 Go { $since } 起，取整个切片的切片操作不计内联代价
explain-change-benchmark-loops = 从 Go { $since } 起，b.Loop() 循环体中的调用会被内联
explain-change-static-literals = 从 Go { $since } 起，装有常量字面量的接口指向只读数据
