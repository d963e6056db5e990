/// The version of the library. `torch.__version__`.
public let kindlingVersion = "1.0.0"
