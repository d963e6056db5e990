import RealModule

/// NumPy's generator, number for number: it produces the same numbers as `numpy.random.RandomState`
/// from the same seed, and as the functions of `numpy.random` after `numpy.random.seed`.
///
/// It is a separate dialect from those of ``Generator``: it makes its numbers from the same random
/// bits by different rules. Tensors are float64 and int64, like NumPy's arrays.
///
/// ```swift
/// var random = RandomState(42)
/// let x = random.rand(100) * 2 * Double.pi
/// let noise = random.normal(mean: 0, standardDeviation: 0.1, [100])
/// random.permutation(5)  // tensor([...])
/// ```
///
/// A generator is a value: a copy produces the same numbers again.
public struct RandomState: Sendable, Equatable {
  private var twister: MersenneTwister
  /// The second of a pair of normal numbers, kept for the next call.
  private var kept: Double?

  /// A generator that starts from the low 32 bits of `seed`. `RandomState(seed)`.
  public init(_ seed: UInt64) {
    twister = MersenneTwister(seed: UInt32(truncatingIfNeeded: seed))
  }

  /// Restarts from `seed`. `seed`.
  public mutating func seed(_ seed: UInt64) { self = RandomState(seed) }

  private static let ofThread = ThreadLocal { RandomState(Generator.defaultSeed) }

  /// This thread's generator, like the one that the functions of `numpy.random` draw from.
  public static var `default`: RandomState {
    get { ofThread.value }
    _modify { yield &ofThread.value }
  }

  // MARK: Numbers

  /// Draws a number in [0, 1) on a grid of 2^-53. `random_sample`.
  public mutating func randomSample() -> Double {
    let (high, low) = (Double(twister.next() >> 5), Double(twister.next() >> 6))
    return (high * 0x1p26 + low) * 0x1p-53
  }

  /// Draws a number from the standard normal distribution with Marsaglia's polar method, which
  /// produces a pair; the second number is kept for the next call.
  public mutating func standardNormal() -> Double {
    if let second = kept.take() { return second }
    while true {
      let (x, y) = (2 * randomSample() - 1, 2 * randomSample() - 1)
      let square = x * x + y * y
      if square >= 1 || square == 0 { continue }
      let factor = (-2 * .log(square) / square).squareRoot()
      kept = factor * x
      return factor * y
    }
  }

  /// Draws an integer in 0...largest: as many random bits as `largest` has, redrawn until they are
  /// no larger.
  private mutating func integer(upTo largest: UInt64) -> UInt64 {
    if largest == 0 { return 0 }
    let mask = UInt64.max >> UInt64(largest.leadingZeroBitCount)
    while true {
      let number = mask & (largest <= UInt64(UInt32.max) ? UInt64(twister.next()) : next64())
      if number <= largest { return number }
    }
  }

  private mutating func next64() -> UInt64 {
    let high = UInt64(twister.next())
    return high << 32 | UInt64(twister.next())
  }

  // MARK: Tensors

  /// Uniform numbers in [0, 1). `rand`.
  public mutating func rand(_ sizes: Int...) -> Tensor { uniform(0, 1, Shape(sizes)) }

  /// Standard normal numbers. `randn`.
  public mutating func randn(_ sizes: Int...) -> Tensor { normal(Shape(sizes)) }

  /// Uniform numbers in [low, high). `uniform`.
  public mutating func uniform(_ low: Double = 0, _ high: Double = 1, _ shape: Shape) -> Tensor {
    filled(shape, "uniform") { low + (high - low) * $0.randomSample() }
  }

  /// Normal numbers. `normal`.
  public mutating func normal(
    mean: Double = 0, standardDeviation: Double = 1, _ shape: Shape
  ) -> Tensor {
    filled(shape, "normal") { mean + standardDeviation * $0.standardNormal() }
  }

  /// Integers in `range`, as int64. `randint(low, high, size)`.
  ///
  /// Traps with `randint: the range 3..<3 is empty`.
  public mutating func randint(_ range: Range<Int>, _ shape: Shape) -> Tensor {
    check(!range.isEmpty, "randint", "the range \(range) is empty")
    let largest = UInt64(bitPattern: Int64(range.upperBound &- range.lowerBound &- 1))
    let count = Tensor.checked(shape, "randint").elementCount
    let numbers = (0..<count).map { _ in
      range.lowerBound &+ Int(truncatingIfNeeded: integer(upTo: largest))
    }
    return Tensor(numbers).view(shape)
  }

  /// Draws an integer in `range`. `randint(low, high)`.
  public mutating func randint(_ range: Range<Int>) -> Int { randint(range, []).item() }

  /// The numbers 0..<count in random order, as int64. `permutation(n)`.
  public mutating func permutation(_ count: Int) -> Tensor {
    var order = Array(0..<Swift.max(count, 0))
    shuffle(&order)
    return Tensor(order)
  }

  /// A copy of the tensor with its rows in random order. `permutation(x)`.
  public mutating func permutation(_ rows: Tensor) -> Tensor {
    check(rows.rank > 0, "permutation", "a single number has no rows")
    return rows.indexSelect(dim: 0, permutation(rows.shape[0]))
  }

  /// Shuffles the rows of a tensor in place. `shuffle`.
  public mutating func shuffle(_ rows: Tensor) {
    let shuffled = withoutGradients { permutation(rows) }
    rows.copy(from: shuffled)
  }

  /// Shuffles an array in place. `shuffle`.
  public mutating func shuffle<T>(_ array: inout [T]) {
    for last in stride(from: array.count - 1, to: 0, by: -1) {
      array.swapAt(last, Int(integer(upTo: UInt64(last))))
    }
  }

  private mutating func filled(
    _ shape: Shape, _ operation: String, _ next: (inout RandomState) -> Double
  ) -> Tensor {
    let count = Tensor.checked(shape, operation).elementCount
    return Tensor((0..<count).map { _ in next(&self) }, dtype: .float64).view(shape)
  }
}

extension RandomState {
  /// Draws `count` of the numbers 0..<population, with or without replacement, with equal
  /// probability or by `probabilities`. `choice`.
  ///
  /// Traps with `choice: 5 cannot be drawn from 3 without replacement`, and unless there is a
  /// probability for each number, none is negative, and they add up to 1.
  public mutating func choice(
    _ population: Int, _ count: Int, replace: Bool = true, probabilities: [Double]? = nil
  ) -> Tensor {
    Tensor(drawn(population, count, replace, probabilities))
  }

  /// Draws `count` rows of a tensor, as the other method draws numbers. `choice`.
  public mutating func choice(
    _ rows: Tensor, _ count: Int, replace: Bool = true, probabilities: [Double]? = nil
  ) -> Tensor {
    check(rows.rank > 0, "choice", "a single number has no rows")
    return rows.indexSelect(
      dim: 0, Tensor(drawn(rows.shape[0], count, replace, probabilities)))
  }

  private mutating func drawn(
    _ population: Int, _ count: Int, _ replace: Bool, _ probabilities: [Double]?
  ) -> [Int] {
    check(population > 0, "choice", "there is nothing to draw from")
    check(count >= 0, "choice", "a count of \(count) is negative")
    if let probabilities {
      check(
        probabilities.count == population && probabilities.allSatisfy { $0 >= 0 }
          && Swift.abs(probabilities.reduce(0, +) - 1) <= 0x1p-26, "choice",
        "the probabilities must be \(population) numbers from 0 up that add up to 1")
    }
    if replace {
      guard let probabilities else { return randint(0..<population, [count]).ints() }
      let bounds = Self.bounds(of: probabilities)
      return (0..<count).map { _ in Self.place(of: randomSample(), in: bounds) }
    }
    let possible = probabilities.map { $0.count { $0 > 0 } } ?? population
    check(
      count <= possible, "choice", "\(count) cannot be drawn from \(possible) without replacement")
    guard var rest = probabilities else {
      return Array(permutation(population).ints().prefix(count))
    }
    // All are drawn together; repeats are drawn again from what is left.
    var found: [Int] = []
    while found.count < count {
      let draws = (found.count..<count).map { _ in randomSample() }
      for place in found { rest[place] = 0 }
      let bounds = Self.bounds(of: rest)
      for draw in draws {
        let place = Self.place(of: draw, in: bounds)
        if !found.contains(place) { found.append(place) }
      }
    }
    return found
  }

  /// The cumulative sums of the probabilities, divided by their total.
  private static func bounds(of probabilities: [Double]) -> [Double] {
    var (sum, sums) = (0.0, [Double]())
    for probability in probabilities {
      sum += probability
      sums.append(sum)
    }
    return sums.map { $0 / sum }
  }

  /// The first place whose bound is above `draw`.
  private static func place(of draw: Double, in bounds: [Double]) -> Int {
    Swift.min(bounds.firstIndex { $0 > draw } ?? bounds.count - 1, bounds.count - 1)
  }
}
