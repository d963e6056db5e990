import RealModule

/// A source of random numbers that gives PyTorch's own numbers from the same seed.
/// `torch.Generator`.
///
/// A value: a copy gives the same numbers again, so saving the state is assigning it.
public struct Generator: Sendable {
  /// The seed of a thread's default generator until ``manualSeed(_:)`` sets another.
  public static let defaultSeed: UInt64 = 5489
  private var twister: MersenneTwister
  /// The second of a pair of normal numbers, kept for the next call.
  private var keptNormal: Double?

  /// A generator that starts from `seed`, of which the low 32 bits count.
  public init(seed: UInt64) { twister = MersenneTwister(seed: UInt32(truncatingIfNeeded: seed)) }

  /// 32 random bits.
  public mutating func next32() -> UInt32 { twister.next() }

  /// 64 random bits: two draws, the first one high.
  public mutating func next64() -> UInt64 {
    let high = UInt64(twister.next())
    return high << 32 | UInt64(twister.next())
  }

  /// A number in [0, 1) on a grid of 2^-24.
  public mutating func uniformFloat() -> Float { Float(twister.next() & 0xff_ffff) * 0x1p-24 }

  /// A number in [0, 1) on a grid of 2^-53.
  public mutating func uniformDouble() -> Double {
    Double(next64() & 0x1f_ffff_ffff_ffff) * 0x1p-53
  }

  /// A number with the standard normal distribution.
  ///
  /// Box and Muller's method: a pair at a time, of which the second is kept for the next call.
  public mutating func normal() -> Double {
    if let kept = keptNormal.take() { return kept }
    let (u1, u2) = (uniformDouble(), uniformDouble())
    let (radius, angle) = ((-2 * Double.log(onePlus: -u2)).squareRoot(), 2 * Double.pi * u1)
    keptNormal = radius * .sin(angle)
    return radius * .cos(angle)
  }

  /// A whole number in `low..<high`. The range must be shorter than 2^32.
  public mutating func integer(in range: Range<Int>) -> Int {
    precondition(!range.isEmpty && range.count < 1 << 32, "integer(in:): unusable range \(range)")
    return range.lowerBound + Int(twister.next()) % range.count
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

extension Generator: RandomNumberGenerator {
  public mutating func next() -> UInt64 { next64() }
}

/// Seeds this thread's default generator. `torch.manual_seed`.
public func manualSeed(_ seed: UInt64) {
  ThreadState.current.generator = Generator(seed: seed)
}
