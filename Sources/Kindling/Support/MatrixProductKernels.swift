import CVectorMath

/// What computes large matrix products on this machine, in words.
///
/// `OpenBLAS 0.3.21, Haswell kernels`, or `Kindling's own for AVX2: ` and why OpenBLAS is not used. It is
/// looked for once in a process, by the first large product or by this property. OpenBLAS's name for
/// its kernels in the environment variable `OPENBLAS_CORETYPE` is left as it is; `KINDLING_BLAS=off`
/// keeps OpenBLAS from being loaded. `torch.__config__.show`.
public var matrixProductKernels: String { String(cString: vm_product_kernels()) }
