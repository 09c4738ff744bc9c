namespace Metrology.Dcc.Canonical;

/// <summary>Order by code points, in which characters beyond the basic plane come last; by UTF-16 units they would not.</summary>
internal static class CodePoints
{
    public static IComparer<string> Order { get; } = Comparer<string>.Create(Compare);

    private static int Compare(string a, string b)
    {
        for (var i = 0; i < Math.Min(a.Length, b.Length); i++)
        {
            if (a[i] == b[i])
                continue;
            var (first, second) = (char.IsSurrogate(a[i]), char.IsSurrogate(b[i]));
            return first == second ? a[i].CompareTo(b[i]) : first ? 1 : -1;
        }

        return a.Length.CompareTo(b.Length);
    }
}
