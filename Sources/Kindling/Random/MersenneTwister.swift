/// The generator MT19937: 2^19937 - 1 numbers of 32 bits before it repeats.
///
/// Matsumoto and Nishimura, "Mersenne Twister" (1998), seeded as its authors' `init_genrand`.
struct MersenneTwister: Sendable, Equatable {
  static let length = 624
  private static let middle = 397
  private(set) var state: [UInt32]
  /// The place of the next number; ``length`` when the state has to be renewed first.
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

  /// The next 32 bits.
  mutating func next() -> UInt32 {
    if index == Self.length { refill() }
    var y = state[index]
    index += 1
    y ^= y >> 11
    y ^= (y << 7) & 0x9d2c_5680
    y ^= (y << 15) & 0xefc6_0000
    return y ^ (y >> 18)
  }

  private mutating func refill() {
    state.withUnsafeMutableBufferPointer { state in
      for i in 0..<Self.length {
        let y = (state[i] & 0x8000_0000) | (state[(i + 1) % Self.length] & 0x7fff_ffff)
        let twist = y & 1 == 0 ? 0 : 0x9908_b0df as UInt32
        state[i] = state[(i + Self.middle) % Self.length] ^ (y >> 1) ^ twist
      }
    }
    index = 0
  }
}
