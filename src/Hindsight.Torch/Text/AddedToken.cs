namespace Hindsight.Torch.Text;

/// <summary>A token that is matched whole in a text, before the text is split and merged.</summary>
/// <param name="Content">Its spelling.</param>
/// <param name="Id">Its id.</param>
/// <param name="Special">A control token: it counts only where it is trusted, and decoding drops it.</param>
/// <param name="StripsLeft">It swallows the white space before it.</param>
/// <param name="StripsRight">It swallows the white space after it.</param>
internal sealed record AddedToken(string Content, int Id, bool Special, bool StripsLeft = false, bool StripsRight = false);
