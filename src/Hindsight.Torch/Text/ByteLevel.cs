using System.Text;

namespace Hindsight.Torch.Text;

/// <summary>The byte-level alphabet of GPT-2: every byte has one printable character, so any text is a string over 256 of them.</summary>
internal static class ByteLevel
{
    private static readonly char[] Characters = MakeCharacters();
    private static readonly Dictionary<char, byte> Bytes = Enumerable.Range(0, 256).ToDictionary(b => Characters[b], b => (byte)b);

    /// <summary>The character that stands for a byte.</summary>
    public static char ToCharacter(byte value) => Characters[value];

    /// <summary>The bytes in the alphabet's spelling.</summary>
    public static string Spell(ReadOnlySpan<byte> bytes)
    {
        var spelling = new StringBuilder(bytes.Length);
        foreach (byte b in bytes) spelling.Append(Characters[b]);
        return spelling.ToString();
    }

    /// <summary>The bytes that a spelling stands for; a spelling with other characters in it stands for its own UTF-8.</summary>
    public static byte[] ToBytes(string spelling)
    {
        var bytes = new byte[spelling.Length];
        for (int i = 0; i < spelling.Length; i++)
        {
            if (!Bytes.TryGetValue(spelling[i], out bytes[i])) return Encoding.UTF8.GetBytes(spelling);
        }

        return bytes;
    }

    private static char[] MakeCharacters()
    {
        var characters = new char[256];
        int shifted = 0;
        for (int b = 0; b < 256; b++)
        {
            bool printable = b is >= '!' and <= '~' or >= 0xA1 and <= 0xAC or >= 0xAE;
            characters[b] = (char)(printable ? b : 256 + shifted++);
        }

        return characters;
    }
}
