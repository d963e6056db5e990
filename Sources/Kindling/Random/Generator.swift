import RealModule

/// A source of random numbers that gives PyTorch's own numbers from the same seed, or Torch7's.
/// `torch.Generator`.
///
/// A value: a copy gives the same numbers again, so keeping the state is assigning it. To keep it in
/// a file, use ``state``.
public struct Generator: Sendable, Equatable {
  /// Whose rules turn random bits into numbers.
  public enum Dialect: Sendable {
    /// `torch.manual_seed`.
    case pyTorch
    /// `torch.manualSeed`: every number is made in double precision from 32 random bits.
    case torch7
  }

  /// The seed of a thread's default generator until ``manualSeed(_:dialect:)`` sets another.
  public static let defaultSeed: UInt64 = 5489
  /// The seed this generator started from.
  public let seed: UInt64
  /// Whose rules it follows.
  public let dialect: Dialect
  var twister: MersenneTwister
  /// The second of a pair of normal numbers, kept for the next call.
  var kept: KeptNormal?

  /// A generator that starts from `seed`, of which the low 32 bits count.
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

  /// This thread's generator, which everything draws from that is given no other.
  public static var `default`: Generator {
    get { ofThread.value }
    _modify { yield &ofThread.value }
  }

  /// 32 random bits.
  public mutating func next32() -> UInt32 { twister.next() }

  /// 64 random bits: two draws, the first one high.
  public mutating func next64() -> UInt64 {
    let high = UInt64(twister.next())
    return high << 32 | UInt64(twister.next())
  }

  /// A number in [0, 1] on a grid of 2^-24; 1 itself only by rounding in Torch7's dialect.
  public mutating func uniformFloat() -> Float {
    switch dialect {
    case .pyTorch: Float(twister.next() & 0xff_ffff) * 0x1p-24
    case .torch7: Float(uniformDouble())
    }
  }

  /// A number in [0, 1) on a grid of 2^-53, in Torch7's dialect of 2^-32.
  public mutating func uniformDouble() -> Double {
    switch dialect {
    case .pyTorch: Double(next64() & 0x1f_ffff_ffff_ffff) * 0x1p-53
    case .torch7: Double(twister.next()) * 0x1p-32
    }
  }

  /// A number with the standard normal distribution.
  ///
  /// Box and Muller's method: a pair at a time, of which the second is kept for the next call.
  public mutating func normal() -> Double {
    if let kept = kept.take() { return kept.value }
    let (u1, u2) = (uniformDouble(), uniformDouble())
    let log = dialect == .pyTorch ? Double.log(onePlus: -u2) : Double.log(1 - u2)
    let radius = (-2 * log).squareRoot()
    kept = KeptNormal(turn: u1, height: u2, radius: radius)
    return radius * .cos(2 * .pi * u1)
  }

  /// A whole number in `range`: the remainder of 32 random bits, or of 64 for a range from 2^28 on,
  /// whose first numbers would otherwise be noticeably more likely.
  ///
  /// Traps with `integer(in:): the range 3..<3 is empty`.
  public mutating func integer(in range: Range<Int>) -> Int {
    check(!range.isEmpty, "integer(in:)", "the range \(range) is empty")
    let size = UInt64(bitPattern: Int64(range.upperBound &- range.lowerBound))
    let bits = size < 1 << 28 || dialect == .torch7 ? UInt64(next32()) : next64()
    return range.lowerBound &+ Int(truncatingIfNeeded: bits % size)
  }

  /// The numbers 0..<count in random order. `torch.randperm`.
  public mutating func permutation(_ count: Int) -> [Int] {
    var order = Array(0..<count)
    for i in 0..<Swift.max(count - 1, 0) {
      order.swapAt(i, i + Int(twister.next()) % (count - i))
    }
    return order
  }
}

/// A normal number still to be given, and what it was made from, which Torch7's state tells.
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
