// Imports that could not be read do not end the imports.
package p

import ;
import "unsafe"
import 'x'
import _ "unsafe"

var x unsafe.Pointer

import "unsafe"
