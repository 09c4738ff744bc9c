using System.Text;

namespace Metrology.Core.Procedures;

/// <summary>Stable ids of enumeration members: ReadStartEnd is "read-start-end" in files, addresses and value ids.</summary>
public static class KebabCase
{
    public static string Of<T>(T member)
        where T : struct, Enum
    {
        var id = new StringBuilder();
        foreach (var letter in member.ToString())
        {
            if (char.IsAsciiLetterUpper(letter) && id.Length > 0)
                id.Append('-');
            id.Append(char.ToLowerInvariant(letter));
        }

        return id.ToString();
    }
}
