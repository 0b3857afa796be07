//! Functions that the compiler knows as single operations of the machine.
//!
//! In: the path of a package and the name of a function. Out: whether gc 1.21 to 1.27 for amd64
//! compiles a call of it in place. Other architectures are taken to have the same ones.
//! Source: the functions that each release lists.

use super::Release;

/// Functions of one package that the same releases know.
struct Group {
    package: &'static str,
    /// First and last release, by minor version.
    releases: (u8, u8),
    functions: &'static [&'static str],
}

impl Release {
    /// Whether a call of this function is compiled in place.
    pub fn is_intrinsic(self, package: &str, function: &str) -> bool {
        GROUPS.iter().any(|group| {
            let (first, last) = group.releases;
            group.package == package
                && (first..=last).contains(&self.0)
                && group.functions.contains(&function)
        })
    }
}

/// The runtime's atomic operations, whose package has moved.
const ATOMIC: &[&str] = &[
    "And",
    "And8",
    "Cas",
    "Cas64",
    "CasRel",
    "Casint32",
    "Casint64",
    "Casp1",
    "Casuintptr",
    "Load",
    "Load64",
    "Load8",
    "LoadAcq",
    "LoadAcq64",
    "LoadAcquintptr",
    "Loadint32",
    "Loadint64",
    "Loadp",
    "Loaduint",
    "Loaduintptr",
    "Or",
    "Or8",
    "Store",
    "Store64",
    "Store8",
    "StoreRel",
    "StoreRel64",
    "StoreReluintptr",
    "Storeint32",
    "Storeint64",
    "StorepNoWB",
    "Storeuintptr",
    "Xadd",
    "Xadd64",
    "Xaddint32",
    "Xaddint64",
    "Xadduintptr",
    "Xchg",
    "Xchg64",
    "Xchgint32",
    "Xchgint64",
    "Xchguintptr",
];

const GROUPS: &[Group] = &[
    Group {
        package: "crypto/internal/constanttime",
        releases: (26, 27),
        functions: &["Select", "boolToUint8"],
    },
    Group { package: "internal/runtime/atomic", releases: (23, 27), functions: ATOMIC },
    Group {
        package: "internal/runtime/atomic",
        releases: (24, 27),
        functions: &["And32", "And64", "Or32", "Or64", "Xchg8"],
    },
    Group {
        package: "internal/runtime/maps",
        releases: (24, 27),
        functions: &[
            "bitsetFirst",
            "bitsetLowestSet",
            "bitsetRemoveBelow",
            "bitsetShiftOutLowest",
            "ctrlGroupMatchEmpty",
            "ctrlGroupMatchEmptyOrDeleted",
            "ctrlGroupMatchFull",
            "ctrlGroupMatchH2",
        ],
    },
    Group { package: "internal/runtime/math", releases: (24, 26), functions: &["Mul64"] },
    Group { package: "internal/runtime/math", releases: (24, 27), functions: &["Add64", "MulUintptr"] },
    Group {
        package: "internal/runtime/sys",
        releases: (24, 27),
        functions: &[
            "Bswap32",
            "Bswap64",
            "GetCallerPC",
            "GetCallerSP",
            "GetClosurePtr",
            "Len64",
            "Len8",
            "OnesCount64",
            "Prefetch",
            "PrefetchStreamed",
            "TrailingZeros32",
            "TrailingZeros64",
            "TrailingZeros8",
        ],
    },
    Group {
        package: "math",
        releases: (21, 27),
        functions: &["Ceil", "FMA", "Floor", "RoundToEven", "Trunc", "sqrt"],
    },
    Group { package: "math/big", releases: (21, 27), functions: &["mulWW"] },
    Group {
        package: "math/bits",
        releases: (21, 27),
        functions: &[
            "Add",
            "Add64",
            "Div",
            "Div64",
            "Len",
            "Len16",
            "Len32",
            "Len64",
            "Len8",
            "Mul",
            "Mul64",
            "OnesCount",
            "OnesCount16",
            "OnesCount32",
            "OnesCount64",
            "ReverseBytes32",
            "ReverseBytes64",
            "RotateLeft",
            "RotateLeft16",
            "RotateLeft32",
            "RotateLeft64",
            "RotateLeft8",
            "Sub",
            "Sub64",
            "TrailingZeros16",
            "TrailingZeros32",
            "TrailingZeros64",
            "TrailingZeros8",
        ],
    },
    Group { package: "runtime", releases: (21, 21), functions: &["mulUintptr"] },
    Group {
        package: "runtime",
        releases: (21, 23),
        functions: &["getcallerpc", "getcallersp", "getclosureptr"],
    },
    Group { package: "runtime", releases: (21, 27), functions: &["KeepAlive", "slicebytetostringtmp"] },
    Group { package: "runtime/internal/atomic", releases: (21, 22), functions: ATOMIC },
    Group { package: "runtime/internal/math", releases: (21, 23), functions: &["Mul64", "MulUintptr"] },
    Group { package: "runtime/internal/math", releases: (22, 23), functions: &["Add64"] },
    Group {
        package: "runtime/internal/sys",
        releases: (21, 23),
        functions: &[
            "Bswap32",
            "Bswap64",
            "Len64",
            "Len8",
            "OnesCount64",
            "Prefetch",
            "PrefetchStreamed",
            "TrailingZeros32",
            "TrailingZeros64",
            "TrailingZeros8",
        ],
    },
    Group {
        package: "sync",
        releases: (21, 26),
        functions: &["runtime_LoadAcquintptr", "runtime_StoreReluintptr"],
    },
    Group {
        package: "sync/atomic",
        releases: (21, 27),
        functions: &[
            "AddInt32",
            "AddInt64",
            "AddUint32",
            "AddUint64",
            "AddUintptr",
            "CompareAndSwapInt32",
            "CompareAndSwapInt64",
            "CompareAndSwapUint32",
            "CompareAndSwapUint64",
            "CompareAndSwapUintptr",
            "LoadInt32",
            "LoadInt64",
            "LoadPointer",
            "LoadUint32",
            "LoadUint64",
            "LoadUintptr",
            "StoreInt32",
            "StoreInt64",
            "StoreUint32",
            "StoreUint64",
            "StoreUintptr",
            "SwapInt32",
            "SwapInt64",
            "SwapUint32",
            "SwapUint64",
            "SwapUintptr",
        ],
    },
    Group {
        package: "sync/atomic",
        releases: (24, 27),
        functions: &[
            "AndInt32",
            "AndInt64",
            "AndUint32",
            "AndUint64",
            "AndUintptr",
            "OrInt32",
            "OrInt64",
            "OrUint32",
            "OrUint64",
            "OrUintptr",
        ],
    },
];
