// Unions of interfaces are as large as all their terms together.
package p

type n0 int
type n1 int
type n2 int
type n3 int
type n4 int
type n5 int
type n6 int
type n7 int
type n8 int
type n9 int
type n10 int
type n11 int
type n12 int
type n13 int
type n14 int
type n15 int
type n16 int
type n17 int
type n18 int
type n19 int
type n20 int
type n21 int
type n22 int
type n23 int
type n24 int
type n25 int
type n26 int
type n27 int
type n28 int
type n29 int
type n30 int
type n31 int
type n32 int
type n33 int
type n34 int
type n35 int
type n36 int
type n37 int
type n38 int
type n39 int
type n40 int
type n41 int
type n42 int
type n43 int
type n44 int
type n45 int
type n46 int
type n47 int
type n48 int
type n49 int
type n50 int
type n51 int
type n52 int
type n53 int
type n54 int
type n55 int
type n56 int
type n57 int
type n58 int
type n59 int
type n60 int
type n61 int
type n62 int
type n63 int
type n64 int
type n65 int
type n66 int
type n67 int
type n68 int
type n69 int
type n70 int
type n71 int
type n72 int
type n73 int
type n74 int
type n75 int
type n76 int
type n77 int
type n78 int
type n79 int
type n80 int
type n81 int
type n82 int
type n83 int
type n84 int
type n85 int
type n86 int
type n87 int
type n88 int
type n89 int
type n90 int
type n91 int
type n92 int
type n93 int
type n94 int
type n95 int
type n96 int
type n97 int
type n98 int
type n99 int
type n100 int
type most interface {
	n0 | n1 | n2 | n3 | n4 | n5 | n6 | n7 | n8 | n9 | n10 | n11 | n12 | n13 | n14 | n15 | n16 | n17 | n18 | n19 | n20 | n21 | n22 | n23 | n24 | n25 | n26 | n27 | n28 | n29 | n30 | n31 | n32 | n33 | n34 | n35 | n36 | n37 | n38 | n39 | n40 | n41 | n42 | n43 | n44 | n45 | n46 | n47 | n48 | n49 | n50 | n51 | n52 | n53 | n54 | n55 | n56 | n57 | n58 | n59 | n60 | n61 | n62 | n63 | n64 | n65 | n66 | n67 | n68 | n69 | n70 | n71 | n72 | n73 | n74 | n75 | n76 | n77 | n78 | n79 | n80 | n81 | n82 | n83 | n84 | n85 | n86 | n87 | n88 | n89 | n90 | n91 | n92 | n93 | n94 | n95 | n96 | n97 | n98 | n99
}
type one interface{ n100 }
type all interface{ most | one }
type again interface{ most | n5 }
func f[T all](T) {}
func g() { f(3) }
