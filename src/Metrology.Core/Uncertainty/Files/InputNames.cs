using Metrology.Core.Expressions;
using Metrology.Core.Files;

namespace Metrology.Core.Uncertainty.Files;

/// <summary>Names of input quantities: they stand in formulas, so they are names there.</summary>
internal static class InputNames
{
    private static readonly string[] Reserved = [TypeCheck.PiName, "and", "or"];

    /// <summary>The member name of an object; a problem is noted where it is none.</summary>
    public static string Read(JsonCursor node)
    {
        if (node.Optional("name") is not { } found)
        {
            node.Problem("缺少 name", "name is missing");
            return "";
        }

        var name = found.AsText();
        if (found.TextOrNull is { Length: > 0 })
            Check(found, name);
        return name;
    }

    public static void Check(JsonCursor at, string name)
    {
        var isName = name.Length > 0 && (char.IsAsciiLetter(name[0]) || name[0] == '_') && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
        if (!isName || Reserved.Contains(name))
        {
            at.Problem(
                $"「{name}」不能用作公式中的名称：应由字母、数字和下划线组成，不以数字开头，且不是 {string.Join("、", Reserved)}",
                $"“{name}” cannot be a name in formulas: letters, digits and underscores, no digit first, and none of {string.Join(", ", Reserved)}");
        }
    }
}
