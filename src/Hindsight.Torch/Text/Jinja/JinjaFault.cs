namespace Hindsight.Torch.Text.Jinja;

/// <summary>An operation that a template asked for and that cannot be done; the interpreter adds the place.</summary>
internal sealed class JinjaFault(string message) : Exception(message);
