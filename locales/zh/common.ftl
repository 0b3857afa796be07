### 各部分共用的文字。

## 列举：$list 是已有的文字，$item 接在后面。

common-list-middle = { $list }、{ $item }
common-list-last = { $list }‿和‿{ $item }

## 大小。

common-bytes = { $count } 字节
common-kibibytes = { $count } KiB
common-mebibytes = { $count } MiB
