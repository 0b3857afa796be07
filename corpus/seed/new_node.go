// NewNode returns the address of a local variable: the node outlives the call and moves to the heap.
// A caller into which NewNode is inlined gets a copy that may stay on its stack.
package p

type Node struct {
	key   int
	left  *Node
	right *Node
}

func NewNode(key int) *Node {
	n := Node{key: key}
	return &n
}

func NewNodeLit(key int) *Node {
	return &Node{key: key}
}

func NewNodeNew(key int) *Node {
	n := new(Node)
	n.key = key
	return n
}

func NewNodeNamed(key int) (n *Node) {
	n = &Node{key: key}
	return
}

// The value is copied to the caller: nothing escapes.
func MakeNode(key int) Node {
	return Node{key: key}
}

func keyOfLocal(key int) int {
	n := NewNode(key)
	return n.key
}

func linkLocal(a, b int) int {
	root := NewNodeLit(a)
	root.left = NewNodeNew(b)
	root.right = NewNodeNamed(a + b)
	return root.left.key + root.right.key
}

var root *Node

func linkGlobal(a int) {
	n := NewNode(a)
	root = n
}

func insert(t *Node, key int) *Node {
	if t == nil {
		return NewNode(key)
	}
	if key < t.key {
		t.left = insert(t.left, key)
	} else {
		t.right = insert(t.right, key)
	}
	return t
}
