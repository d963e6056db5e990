import Synchronization

/// Texts that are made once for each key, in several threads.
final class MadeTexts<Key: Hashable & Sendable>: Sendable {
  /// The most texts kept, so that memory does not grow with the class.
  private let limit = 10_000
  private let texts = Mutex<[Key: String]>([:])

  /// The texts for some keys; `make` makes those that are not kept.
  func texts(for keys: [Key], _ make: (Key) throws -> String) rethrows -> [String] {
    // A copy, because threads that take turns for each key wait most of the time.
    let known = texts.withLock { $0 }
    var new: [Key: String] = [:]
    let found = try keys.map { key in
      if let text = known[key] ?? new[key] { return text }
      let text = try make(key)
      new[key] = text
      return text
    }
    if !new.isEmpty, known.count < limit {
      texts.withLock { $0.merge(new) { old, _ in old } }
    }
    return found
  }
}
