import RealModule

/// A random number generator that produces the same numbers as PyTorch, or Torch7, from the same
/// seed. `torch.Generator`.
///
/// A generator is a value: a copy produces the same numbers again, so assigning it saves the state.
/// To save it in a file, use ``state``.
public struct Generator: Sendable, Equatable {
  /// The library whose rules turn random bits into numbers.
  public enum Dialect: Sendable {
    /// `torch.manual_seed`.
    case pyTorch
    /// `torch.manualSeed`: every number is computed in double precision from 32 random bits.
    case torch7
  }

  /// The seed of a thread's default generator until ``manualSeed(_:dialect:)`` sets another.
  public static let defaultSeed: UInt64 = 5489
  /// The seed this generator started from.
  public let seed: UInt64
  /// The library whose rules it follows.
  public let dialect: Dialect
  var twister: MersenneTwister
  /// The second of a pair of normal numbers, kept for the next call.
  var kept: KeptNormal?

  /// A generator that starts from the low 32 bits of `seed`.
  public init(seed: UInt64, dialect: Dialect = .pyTorch) {
    self.init(
      seed: seed, dialect: dialect,
      twister: MersenneTwister(seed: UInt32(truncatingIfNeeded: seed)),
      kept: nil)
  }

  init(seed: UInt64, dialect: Dialect, twister: MersenneTwister, kept: KeptNormal?) {
    self.seed = seed
    self.dialect = dialect
    self.twister = twister
    self.kept = kept
  }

  static let ofThread = ThreadLocal { Generator(seed: defaultSeed) }

  /// This thread's generator, which is used unless another is given.
  public static var `default`: Generator {
    get { ofThread.value }
    _modify { yield &ofThread.value }
  }

  /// Draws 32 random bits.
  public mutating func next32() -> UInt32 { twister.next() }

  /// Draws 64 random bits in two draws, the first for the high half.
  public mutating func next64() -> UInt64 {
    let high = UInt64(twister.next())
    return high << 32 | UInt64(twister.next())
  }

  /// Draws a number in [0, 1] on a grid of 2^-24; 1 itself occurs only by rounding in Torch7's
  /// dialect.
  public mutating func uniformFloat() -> Float {
    switch dialect {
    case .pyTorch: Float(twister.next() & 0xff_ffff) * 0x1p-24
    case .torch7: Float(uniformDouble())
    }
  }

  /// Draws a number in [0, 1) on a grid of 2^-53, or of 2^-32 in Torch7's dialect.
  public mutating func uniformDouble() -> Double {
    switch dialect {
    case .pyTorch: Double(next64() & 0x1f_ffff_ffff_ffff) * 0x1p-53
    case .torch7: Double(twister.next()) * 0x1p-32
    }
  }

  /// Draws a number from the standard normal distribution.
  ///
  /// The Box-Muller transform produces a pair at a time; the second number is kept for the next
  /// call.
  public mutating func normal() -> Double {
    if let kept = kept.take() { return kept.value }
    let (u1, u2) = (uniformDouble(), uniformDouble())
    let log = dialect == .pyTorch ? Double.log(onePlus: -u2) : Double.log(1 - u2)
    let radius = (-2 * log).squareRoot()
    kept = KeptNormal(turn: u1, height: u2, radius: radius)
    return radius * .cos(2 * .pi * u1)
  }

  /// Draws an integer in `range`: the remainder of 32 random bits. PyTorch's dialect takes 64 for a
  /// range of 2^28 or more, whose first numbers would otherwise be noticeably more likely.
  ///
  /// Traps with `integer(in:): the range 3..<3 is empty`.
  public mutating func integer(in range: Range<Int>) -> Int {
    check(!range.isEmpty, "integer(in:)", "the range \(range) is empty")
    let size = UInt64(bitPattern: Int64(range.upperBound &- range.lowerBound))
    let bits = size < 1 << 28 || dialect == .torch7 ? UInt64(next32()) : next64()
    return range.lowerBound &+ Int(truncatingIfNeeded: bits % size)
  }

  /// Returns the numbers 0..<count in random order. `torch.randperm`.
  ///
  /// Traps with `permutation: a count of -1 is negative`.
  public mutating func permutation(_ count: Int) -> [Int] {
    check(count >= 0, "permutation", "a count of \(count) is negative")
    var order = Array(0..<count)
    for i in 0..<Swift.max(count - 1, 0) {
      order.swapAt(i, i + Int(twister.next()) % (count - i))
    }
    return order
  }
}

/// A normal number kept for the next call, and the values it was computed from, which Torch7's
/// state contains.
struct KeptNormal: Sendable, Equatable {
  let value: Double
  let turn: Double, height: Double, radius: Double
}

extension KeptNormal {
  init(turn: Double, height: Double, radius: Double) {
    self.init(
      value: radius * .sin(2 * .pi * turn), turn: turn, height: height, radius: radius)
  }
}

extension Generator: RandomNumberGenerator {
  public mutating func next() -> UInt64 { next64() }
}

/// Seeds this thread's default generator. `torch.manual_seed`, and `torch.manualSeed` in Torch7's
/// dialect.
public func manualSeed(_ seed: UInt64, dialect: Generator.Dialect = .pyTorch) {
  Generator.default = Generator(seed: seed, dialect: dialect)
}
