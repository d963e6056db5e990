/// Torch7's `nn` on Kindling's tensors: every module computes its output, and the gradient of a
/// loss, by formulas written out by hand. Nothing here uses automatic differentiation.
///
/// - Numbers are float64 throughout. Seed with `manualSeed(287, dialect: .torch7)` to start from
///   Torch7's own parameters.
/// - Modules count from 1, as Torch7 does: dimensions (`Sum(1)`), children (`get(1)`), elements of
///   a table (`SelectTable(1)`), rows of a ``LookupTable`` and classes. The tensors themselves
///   count from 0.
///
/// Some names, such as ``Linear`` and ``Sequential``, also exist in Kindling. A file that imports
/// only Layerwise gets Kindling's tensors with it, and these modules under those names.
@_exported import Kindling
