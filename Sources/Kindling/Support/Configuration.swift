import CKernels

/// The version of the library. `torch.__version__`.
public let kindlingVersion = "1.0.0"

/// A description of what computes large matrix products on this machine.
///
/// `OpenBLAS 0.3.21, Haswell kernels`, or `Kindling's own for AVX2: ` and why OpenBLAS is not used.
/// OpenBLAS is looked for once per process, by the first large product or by this property. The
/// environment variable `OPENBLAS_CORETYPE`, OpenBLAS's name for its kernels, is left unchanged;
/// `KINDLING_BLAS=off` keeps OpenBLAS from being loaded. `torch.__config__.show`.
public var matrixProductKernels: String { String(cString: ck_product_kernels()) }
