package p

// Columns of 255 and more are not printed; 254 still is. Long lines of code.

var sink interface{}
var ptrs []*int

func f253() *int { /*.....................................................................................................................................................................................................................................*/x := 253; return &x }

func f254() *int { /*......................................................................................................................................................................................................................................*/x := 254; return &x }

func f255() *int { /*.......................................................................................................................................................................................................................................*/x := 255; return &x }

func f256() *int { /*........................................................................................................................................................................................................................................*/x := 256; return &x }

func params(p *int, /*.................................................................................................................................................................................................................................*/q *int, r, s *int) *int { return q }

func args() { ptrs = append(ptrs, new(int), new(int), new(int), new(int), new(int), new(int), new(int), new(int), new(int), new(int), new(int), new(int), new(int), new(int), new(int), new(int), new(int), new(int), new(int), new(int), new(int), new(int), new(int), new(int), new(int), new(int), new(int), new(int), new(int), new(int)) }

func concat(s string) string { return "part00" + s + "part01" + s + "part02" + s + "part03" + s + "part04" + s + "part05" + s + "part06" + s + "part07" + s + "part08" + s + "part09" + s + "part10" + s + "part11" + s + "part12" + s + "part13" + s + "part14" + s + "part15" + s + "part16" + s + "part17" + s + "part18" + s + "part19" + s }

func lits() []interface{} { return []interface{}{1000, 1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 1015, 1016, 1017, 1018, 1019, 1020, 1021, 1022, 1023, 1024, 1025, 1026, 1027, 1028, 1029, 1030, 1031, 1032, 1033, 1034, 1035, 1036, 1037, 1038, 1039, 1040, 1041, 1042, 1043, 1044, 1045, 1046, 1047, 1048, 1049, 1050, 1051, 1052, 1053, 1054, 1055, 1056, 1057, 1058, 1059} }

/*.......................................................................................................................................................................................................................................................................................................*/func far(p *int) func() *int { y := *p; return func() *int { y++; return &y } }

func long(
	/*..........................................................................................................................................................................................................................................*/a, bb, ccc, dddd *int) (*int, *int) { return a, dddd }

func clos() { /*.........................................................................................................................................................................................................................................*/sink = func() { println("x") } }

type veryLongTypeNameveryLongTypeNameveryLongTypeNameveryLongTypeNameveryLongTypeNameveryLongTypeNameveryLongTypeNameveryLongTypeNameveryLongTypeNameveryLongTypeNameveryLongTypeNameveryLongTypeNameveryLongTypeNameveryLongTypeNameveryLongTypeNameveryLongTypeName struct{ p *int }

func typed(n int) *veryLongTypeNameveryLongTypeNameveryLongTypeNameveryLongTypeNameveryLongTypeNameveryLongTypeNameveryLongTypeNameveryLongTypeNameveryLongTypeNameveryLongTypeNameveryLongTypeNameveryLongTypeNameveryLongTypeNameveryLongTypeNameveryLongTypeNameveryLongTypeName { return &veryLongTypeNameveryLongTypeNameveryLongTypeNameveryLongTypeNameveryLongTypeNameveryLongTypeNameveryLongTypeNameveryLongTypeNameveryLongTypeNameveryLongTypeNameveryLongTypeNameveryLongTypeNameveryLongTypeNameveryLongTypeNameveryLongTypeNameveryLongTypeName{&n} }
