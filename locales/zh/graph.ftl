### 图与求解步骤。

## 位置是什么。

graph-kind-heap = 堆
graph-kind-mutator = 被用来写入的指针
graph-kind-callee = 被调用的函数值
graph-kind-blank = 无去处
graph-kind-temporary = 临时值
graph-kind-result = 返回值
graph-kind-variable = 变量
graph-kind-parameter = 形参
graph-kind-hidden = 编译器生成的变量
graph-kind-loop-state = 函数迭代循环的状态
graph-kind-new = new
graph-kind-pointer-literal = 取地址的字面量
graph-kind-slice-literal = 切片字面量
graph-kind-variadic-arguments = 可变参数的切片
graph-kind-map-literal = 映射字面量
graph-kind-make-slice = 切片
graph-kind-make-map = 映射
graph-kind-closure = 函数字面量
graph-kind-loop-body = 函数迭代循环的循环体
graph-kind-method-value = 方法值
graph-kind-boxed = 接口中的值
graph-kind-concat = 拼接的字符串
graph-kind-to-string = 转换为字符串
graph-kind-from-string = 由字符串转换
graph-kind-append = append 的底层数组
graph-kind-other = 值

## 值如何流动（跟在代码之后）。

graph-reason-address-of = 取地址
graph-reason-appended-slice = 其元素被追加
graph-reason-appendee-slice = append 保留其元素
graph-reason-array-element = 数组字面量的元素
graph-reason-assign = 赋值
graph-reason-call-parameter = 调用的实参
graph-reason-callee-operand = 被调用的函数值
graph-reason-captured = 被函数字面量捕获
graph-reason-copied-slice = 其元素被复制
graph-reason-dot = 字段
graph-reason-dot-of-pointer = 经由指针访问字段或元素
graph-reason-array-index = 数组的元素
graph-reason-indirection = 解引用
graph-reason-interface = 转换为接口值
graph-reason-map-key = 映射的键
graph-reason-map-literal-key = 映射字面量的键
graph-reason-map-literal-value = 映射字面量的值
graph-reason-unknown-size = 大小不是常量
graph-reason-range = range
graph-reason-reference = 按引用捕获
graph-reason-reflect-header = reflect 头部的数据
graph-reason-return = 返回
graph-reason-send = 发送到通道
graph-reason-slice = 切片操作
graph-reason-slice-element = 切片字面量的元素
graph-reason-slice-to-array = 切片转换为数组
graph-reason-spill = 分配
graph-reason-struct-element = 结构体字面量的字段
graph-reason-switch-case = 类型 switch 的分支
graph-reason-too-aligned = 对齐要求超过栈的能力
graph-reason-too-large = 对栈来说太大
graph-reason-uintptr = 被标记为逃逸
graph-reason-zero-sized = 元素大小为零

## 结论。

graph-outcome-heap = 在堆上
graph-outcome-stack = 在栈上
graph-outcome-leaks = 函数可能保留它
graph-outcome-keeps = 函数不保留它

## 句子成分：某个值。

graph-content-address = { $name }‿的地址
graph-content-value = { $name }‿的值
graph-content-pointee = { $name }‿指向的内容
graph-content-loads = 从‿{ $name }‿经过 { $loads } 个指针到达的内容

graph-leak-heap = { $what }可能流到堆上
graph-leak-result = { $what }作为‿{ $result }‿返回
graph-leak-mutator = { $what }可能被写入
graph-leak-callee = { $what }可能被调用

graph-inlined-at = 内联自 { $callee }，位于 { $place }
graph-inlined = 内联自 { $callee }
graph-in-function = 在 { $function } 中{ $depth ->
    [0] { "" }
   *[other] ，处于 { $depth } 层循环内
}
graph-name-at-line = { $name }（第 { $line } 行）

## 图本身。

graph-title = { $what } 中的指针流动（Go { $release }）
graph-description = { $nodes } 个位置，{ $edges } 条边；值从左向右流动。
graph-description-heap = 在堆上：{ $names }。
graph-description-none = 没有任何内容在堆上。
graph-nothing = 这里没有指针流动。
graph-legend-heap = 在堆上
graph-legend-stack = 在栈上
graph-legend-leaks = 形参泄漏
graph-legend-silent = gc 没有输出
graph-legend-address = 流动的是地址
graph-legend-copy = 流动的是值
graph-legend-load = 流动的是所指内容
graph-legend-escapes = 通往堆的路径

## 求解步骤。

graph-way = { $text }：{ $reason }
graph-way-line = { $text }，第 { $line } 行：{ $reason }
graph-step-walk = 哪些值会流入‿{ $root }？
graph-step-walk-heap = 哪些值会流到堆上？
graph-step-walk-mutator = 哪些指针会被用来写入？
graph-step-walk-callee = 哪些函数值会被调用？
graph-step-reach = { $what }流到‿{ $root }
graph-step-reach-through = { $what }经由‿{ $next }‿流到‿{ $root }
graph-step-because = { $sentence }（{ $way }）
graph-step-escapes = { $name }‿必须在堆上：保存其地址的‿{ $root }‿存活更久，或者本身就在堆上
graph-step-escapes-heap = { $name }‿必须在堆上：它的地址流到了堆上
graph-step-escapes-result = { $name }‿必须在堆上：它的地址作为‿{ $root }‿返回
graph-step-persists = { $name }‿的地址在语句结束之后仍被保留
graph-step-mutates = { $name }‿指向的内容可能被写入
graph-step-calls = { $name }‿中的函数可能被任意调用
graph-step-both = { $first }；{ $second }
graph-step-enqueue-next = 下一个处理‿{ $name }：需要重新查看哪些值流入它
graph-step-enqueue-last = { $name }‿排到队列末尾：需要重新查看哪些值流入它
graph-step-lose-results = { $function } 可能被任意调用：它的返回值可能流向任何地方

## 求解过程的文本。

graph-trace-head = { $functions } 的求解过程
graph-trace-queue = 队列：{ $names }
graph-trace-at-once = 第一步之前：{ $name } 立即被判定在堆上
graph-trace-end = 最终结果：
graph-no-function = 没有函数 { $name }；现有：

## 带步骤的页面。

graph-view-source = 源代码
graph-view-graph = 指针流动图
graph-view-steps = 求解步骤
graph-view-messages = gc 的输出
graph-view-functions = 函数
graph-view-queue = 队列
graph-view-queue-empty = 没有等待处理的位置
graph-view-root = 本轮起点
graph-view-first = 第一步
graph-view-previous = 上一步
graph-view-next = 下一步
graph-view-last = 最后一步
graph-view-play = 播放
graph-view-pause = 暂停
graph-view-step-of = 第 { $step } 步，共 { $count } 步
graph-view-before = 第一步之前：所有位置都在等待。
graph-view-keys = 方向键逐步前进或后退，按住 Shift 则逐轮；Home 和 End 跳到两端；空格键播放。
graph-view-distance = 方框上的数字：它与本轮起点之间隔着多少个指针；& 表示它的地址。
graph-view-smaller = 缩小
graph-view-larger = 放大
graph-view-fit = 适应宽度
graph-view-no-steps = 没有可显示的步骤。
graph-mark-escapes = 在堆上
graph-mark-persists = 地址被保留
graph-mark-mutates = 会被写入
graph-mark-calls = 会被调用
graph-mark-leaks = 泄漏
