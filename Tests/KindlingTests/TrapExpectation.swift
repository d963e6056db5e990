import Testing

/// Expects that a child process stopped with Kindling's message.
func expectTrap(
  _ message: String, _ result: ExitTest.Result?, sourceLocation: SourceLocation = #_sourceLocation
) {
  let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
  #expect(text.contains("Fatal error: " + message), sourceLocation: sourceLocation)
}
