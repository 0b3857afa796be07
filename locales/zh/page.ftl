### 在线演练页面。只用纯文本和 { $name }：参数由页面自己代入。

page-title = goesc：Go 逃逸分析
page-subtitle = Go 逃逸分析，即时显示
page-skip = 跳到程序
page-toolbar = 设置
page-program = 程序
page-results = 结果
page-editor-label = Go 程序。判定列在前面的页边，也列在后面的报告中。
page-editor-keys = Tab 键缩进。先按 Esc 再按 Tab 可离开编辑器。
page-lesson = 课程
page-no-lesson = 请选择…
page-release = Go 版本
page-compare = 对比版本
page-compare-none = 无
page-noinline = 不内联 (-l)
page-inline-hint = 等同于 -gcflags=-l：调用不会被替换为小函数的函数体
page-share = 分享
page-share-failed = 浏览器版本过旧，无法生成链接：缺少 CompressionStream。
page-language = 语言
page-theme = 配色
page-theme-auto = ◐ 跟随系统
page-theme-light = ◐ 浅色
page-theme-dark = ◐ 深色
page-close = 关闭
page-link = 链接
page-copied = 已复制。
page-copy-failed = 无法复制
page-copy-by-hand = 共 { $length } 个字符，请从输入框中复制。
page-copy-markdown = 复制为 Markdown
page-bad-link = 链接中的程序已损坏或不完整。请重新获取链接，并完整复制。
page-refused = 没有得到答案：{ $reason }
page-refused-too-large = 没有得到答案：程序太大。
page-refused-timeout = 没有得到答案：分析耗时过长，已中止。
page-refused-busy = 没有得到答案：服务器繁忙，稍后会再次请求。
page-refused-unreachable = 没有得到答案：无法连接服务器。goesc serve 还在运行吗？
page-refused-crashed = 没有得到答案：分析这个程序时出了故障。这是 goesc 的错误，不是你的。
page-waiting = 请稍候…
page-timing = 用时 { $ms } 毫秒

## 判定的种类

page-kind-error = 错误
page-kind-heap = 堆
page-kind-free = 无开销
page-kind-may = 可能分配
page-kind-stays = 留在栈上
page-kind-leaks = 泄漏
page-kind-keeps = 不泄漏
page-kind-remark = 备注
page-kind-heap-hint = 在堆上：每次执行到这一行都会分配内存
page-kind-free-hint = gc 说 “escapes to heap”，但并不分配内存：常量、小整数或大小为零的值
page-kind-may-hint = 留在栈上，但仍可能分配内存：会增长、会拼接，或大小到运行时才知道
page-kind-stays-hint = 留在栈上
page-kind-leaks-hint = 形参的生命周期超出这次调用：调用者传入的值也必须活得更久
page-kind-keeps-hint = 形参不会活过这次调用：调用者可以传入自己栈上的值
page-kind-remark-hint = gc 对此有说明，但与堆或栈无关
page-chip-label = 第 { $line } 行：{ $word }。{ $titles }
page-margin-label = Go { $release } 的判定

## 报告

page-tab-reports = 报告
page-tab-gc = gc 原文
page-tab-graph = 图与步骤
page-tab-learn = 学习
page-legend = 要显示的判定
page-line = 第 { $line } 行
page-line-heading = 行
page-rule = 规则
page-gc-says = gc 的说法：
page-gc-nothing = gc 什么也没有输出。
page-as-text = 纯文本，可用于代码评审或幻灯片
page-error = 1 个错误
page-errors = { $count } 个错误
page-errors-rest = 通过类型检查的部分仍会分析。真正的编译器会到此为止。
page-no-verdicts = 没有可说的：这个程序里没有可能放到堆上的值。
page-no-verdicts-errors = 通过类型检查的部分没有判定。
page-differences = 从 Go { $old } 到 Go { $new }
page-no-differences = 两个版本的判定相同。
page-comparing = 正在逐条规则比较两个版本…
page-other-errors = Go { $release } 无法编译这个程序（{ $error }）；未通过类型检查的部分没有判定。
page-nothing = 无
page-function = 函数
page-function-all = 全部
page-no-graph = 这个程序没有图。

## 课程、页面、测验

page-lessons = 课程
page-rules = 规则与消息
page-index = 全部课程和规则
page-no-guide = 这里没有。
page-no-page = 还没有页面 { $code }。
page-its-program = 示例程序
page-load-program = 在编辑器中打开
page-lesson-previous = 上一课
page-lesson-next = 下一课
page-lesson-rule = 规则：{ $code }
page-answer-hidden = 请先作答：回答完所有问题后显示解释。
page-quiz-start = 测验
page-quiz-stop = 结束测验
page-quiz-title = 堆还是栈？
page-quiz-empty = 这个程序里没有可以提问的值。
page-quiz-question = 问题 { $number }
page-quiz-hint = 提示
page-quiz-right = 正确。
page-quiz-wrong = 不对。
page-quiz-score = 答对 { $right } 个，已答 { $answered }/{ $total }
page-quiz-reveal = 显示所有判定
page-quiz-end = 返回判定
page-answer-heap = 堆
page-answer-stack = 栈
page-answer-leaks = 泄漏
page-answer-keeps = 不泄漏
page-hidden-by-quiz = 测验结束后显示。
