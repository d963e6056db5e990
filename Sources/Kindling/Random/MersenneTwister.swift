import CKernels

/// The MT19937 generator, which repeats after 2^19937 - 1 numbers of 32 bits.
///
/// Matsumoto and Nishimura, "Mersenne Twister" (1998), seeded like its authors' `init_genrand`.
struct MersenneTwister: Sendable, Equatable {
  static let length = 624
  private(set) var state: [UInt32]
  /// The index of the next number; ``length`` if the state must be renewed first.
  private(set) var index: Int

  init(seed: UInt32) {
    state = [seed]
    state.reserveCapacity(Self.length)
    for i in 1..<Self.length {
      let last = state[i - 1]
      state.append(1_812_433_253 &* (last ^ (last >> 30)) &+ UInt32(i))
    }
    index = Self.length
  }

  /// A generator in the middle of its sequence; `state` has ``length`` numbers.
  init(state: [UInt32], index: Int) {
    self.state = state
    self.index = index
  }

  /// Returns the next 32 bits.
  mutating func next() -> UInt32 {
    if index == Self.length { refill() }
    var y = state[index]
    index += 1
    y ^= y >> 11
    y ^= (y << 7) & 0x9d2c_5680
    y ^= (y << 15) & 0xefc6_0000
    return y ^ (y >> 18)
  }

  /// Fills memory with PyTorch's numbers in [0, 1): one for each of the next 32 bits.
  mutating func fillUniform(_ numbers: UnsafeMutableBufferPointer<Float>) {
    var done = 0
    while done < numbers.count {
      if index == Self.length { refill() }
      let count = min(Self.length - index, numbers.count - done)
      state.withUnsafeBufferPointer {
        ck_mersenne_uniform($0.baseAddress! + index, numbers.baseAddress! + done, count)
      }
      index += count
      done += count
    }
  }

  private mutating func refill() {
    state.withUnsafeMutableBufferPointer { ck_mersenne_renew($0.baseAddress!) }
    index = 0
  }
}
