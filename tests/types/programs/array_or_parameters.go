// What gc takes for the length of an array cannot be a type parameter.
package p

type first[n] = int

type second[P *int,] = P

type third[P *C] = int

type fourth[P interface{}] = []P
