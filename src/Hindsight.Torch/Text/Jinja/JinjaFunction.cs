namespace Hindsight.Torch.Text.Jinja;

/// <summary>Something that a template can call.</summary>
internal delegate object? JinjaFunction(Arguments arguments);
