using System.Text.Json;
using Hindsight.Torch.Checkpoints;

namespace Hindsight.Torch.Text;

/// <summary>The tokens that end a response, as a Hugging Face folder tells of them.</summary>
internal static class EndTokens
{
    /// <summary>Those of <c>generation_config.json</c>, else of <c>config.json</c>: the key <c>eos_token_id</c>, one id or a list.</summary>
    /// <exception cref="ModelFileException">An id is no whole number of at least 0.</exception>
    public static IReadOnlyList<int> Read(string folder)
    {
        foreach (string name in new[] { "generation_config.json", "config.json" })
        {
            string path = Path.Combine(folder, name);
            if (JsonFile.ReadIfThere(path)?.Find("eos_token_id") is not { } ids) continue;
            JsonElement[] list = ids.ValueKind == JsonValueKind.Array ? [.. ids.EnumerateArray()] : [ids];
            var tokens = new List<int>();
            foreach (JsonElement id in list)
            {
                if (id.ValueKind != JsonValueKind.Number || !id.TryGetInt32(out int token) || token < 0)
                    throw new ModelFileException(path, $"eos_token_id is {ids.GetRawText()}; expected a token id or a list of them.");
                tokens.Add(token);
            }

            return tokens;
        }

        return [];
    }
}
