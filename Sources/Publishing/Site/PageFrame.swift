import Toolchain

/// What all pages of a site share: the frame around them, and a key that changes with it.
struct PageFrame: Sendable {
  let template: Template
  /// Stands for everything that any page depends on.
  let key: Digest
}
