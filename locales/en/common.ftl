### What every area needs.

## Enumerations: $list is the text so far, $item is added to it.

common-list-middle = { $list }, { $item }
common-list-last = { $list } and { $item }

## Sizes.

common-bytes = { $count ->
    [one] { $count } byte
   *[other] { $count } bytes
}
common-kibibytes = { $count } KiB
common-mebibytes = { $count } MiB
