/// The state of a generator as bytes, in the layout that PyTorch and Torch7 use:
/// `torch.get_rng_state()` returns the same 5,056 bytes, `torch.getRNGState()` the same 5,048.
///
/// ```swift
/// let saved = Generator.default.state
/// let a = Tensor.randn(3)
/// Generator.default = try Generator(state: saved)
/// let b = Tensor.randn(3)  // the numbers of a
/// ```
///
/// The layout: the seed, how many numbers are left before the state is renewed, 1 once seeded, the
/// index of the next number, the 624 numbers in 64 bits each, then four fields for the cached
/// normal number. In Torch7's dialect these are the values it is computed from; in PyTorch's, the
/// second is the number itself.
extension Generator {
  private static let sizes: [Dialect: Int] = [.pyTorch: 5056, .torch7: 5048]
  private static let numbersAt = 24
  private static let normalAt = numbersAt + 8 * MersenneTwister.length

  /// The complete state, which determines all numbers to come.
  public var state: [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(littleEndian: seed)
    let isSpent = twister.index == MersenneTwister.length
    bytes.append(littleEndian: Int32(isSpent ? 1 : MersenneTwister.length + 1 - twister.index))
    bytes.append(littleEndian: Int32(1))
    bytes.append(littleEndian: UInt64(isSpent ? 0 : twister.index))
    for number in twister.state { bytes.append(littleEndian: UInt64(number)) }
    let fields =
      dialect == .pyTorch
      ? [0, kept?.value ?? 0, 0] : [kept?.turn ?? 0, kept?.height ?? 0, kept?.radius ?? 0]
    for field in fields { bytes.append(littleEndian: field.bitPattern) }
    bytes.append(littleEndian: Int32(kept == nil ? 0 : 1))
    return bytes + [UInt8](repeating: 0, count: Self.sizes[dialect]! - bytes.count)
  }

  /// A generator that continues from a saved ``state``, whose length determines the dialect.
  ///
  /// Throws a ``GeneratorStateError``, such as `generator state: 12 bytes; PyTorch's has 5056,
  /// Torch7's 5048`.
  public init(state: [UInt8]) throws(GeneratorStateError) {
    guard let dialect = Self.sizes.first(where: { $0.value == state.count })?.key else {
      throw GeneratorStateError(
        problem: "\(state.count) bytes; PyTorch's has \(Self.sizes[.pyTorch]!), "
          + "Torch7's \(Self.sizes[.torch7]!)")
    }
    let (left, next): (UInt32, UInt64) = (state.littleEndian(at: 8), state.littleEndian(at: 16))
    let length = MersenneTwister.length
    guard (1...UInt32(length)).contains(left), state.littleEndian(UInt32.self, at: 12) == 1,
      left == 1 || next == UInt64(length + 1) - UInt64(left)
    else {
      throw GeneratorStateError(problem: "\(left) numbers left after number \(next) of \(length)")
    }
    var numbers: [UInt32] = []
    for index in 0..<length {
      let wide: UInt64 = state.littleEndian(at: Self.numbersAt + 8 * index)
      guard let number = UInt32(exactly: wide) else {
        throw GeneratorStateError(problem: "number \(index) takes more than 32 bits")
      }
      numbers.append(number)
    }
    self.init(
      seed: state.littleEndian(at: 0), dialect: dialect,
      twister: MersenneTwister(state: numbers, index: left == 1 ? length : Int(next)),
      kept: Self.kept(in: state, dialect))
  }

  private static func kept(in state: [UInt8], _ dialect: Dialect) -> KeptNormal? {
    guard state.littleEndian(UInt32.self, at: normalAt + 24) != 0 else { return nil }
    let fields = (0..<3).map { Double(bitPattern: state.littleEndian(at: normalAt + 8 * $0)) }
    return dialect == .pyTorch
      ? KeptNormal(value: fields[1], turn: 0, height: 0, radius: 0)
      : KeptNormal(turn: fields[0], height: fields[1], radius: fields[2])
  }
}

/// An error thrown for bytes that are not a valid generator state.
public struct GeneratorStateError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong with the bytes.
  public let problem: String

  public var description: String { "generator state: \(problem)" }
}
