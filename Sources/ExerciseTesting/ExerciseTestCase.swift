import Foundation
import Kindling
import XCTest

/// The base of every public and hidden suite: random inputs that repeat with the run's seed.
open class ExerciseTestCase: XCTestCase {
  /// The seed of this run: what `grade --seed N` was given, 1 by itself.
  public private(set) var seed: UInt64 = 1
  /// Random inputs of the test at hand. It starts from the seed and the test's name, so a test's
  /// inputs do not depend on which tests ran before it.
  public var inputs = RandomInputs(seed: 1)

  open override func setUp() {
    super.setUp()
    seed = ProcessInfo.processInfo.environment["KINDLING_SEED"].flatMap(UInt64.init) ?? 1
    // FNV-1a over the test's name, with the seed as its start.
    var hash = 0xcbf2_9ce4_8422_2325 ^ seed
    for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    let start = hash ^ (hash >> 32)
    inputs = RandomInputs(seed: start)
    unsafe Cotangents.random = RandomInputs(seed: start &+ 1)
    manualSeed(start)
    restoreSettings(start)
    #if canImport(Glibc)
      if !Announcement.isHeard { StoppedTest.begin(name, of: "\(type(of: self))") }
    #endif
  }

  /// Undoes what an earlier test's answer may have set for the whole program, so that each test's
  /// inputs and messages depend on it alone.
  private func restoreSettings(_ start: UInt64) {
    RandomState.default = RandomState(start)
    setDefaultDType(.float32)
    PrintOptions.current = PrintOptions()
  }

  open override func tearDown() {
    #if canImport(Glibc)
      if !Announcement.isHeard { StoppedTest.end() }
    #endif
    super.tearDown()
  }
}
