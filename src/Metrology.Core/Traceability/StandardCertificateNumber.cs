using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Metrology.Core.Words;

namespace Metrology.Core.Traceability;

/// <summary>
/// Number of a certificate of a measurement standard, 〔2011〕冀社量标授证字第104号. The form is inferred from real numbers; the annex of JJF 1033 was not
/// available. The year is that of first establishment or examination and says nothing about the day of issue.
/// </summary>
/// <param name="Raw">As written, to be kept beside.</param>
/// <param name="ClassRaw">The part that names the holder's class, "法", "授", "气象", or empty.</param>
public sealed partial record StandardCertificateNumber(
    string Raw, CertificateYear Year, string Area, StandardCertificateKind Kind, string ClassRaw)
{
    /// <summary>Longest text that is looked at, characters.</summary>
    public const int LongestText = 64;

    private const int FirstYearOfLastCentury = 50;

    private static readonly Dictionary<string, string> Meanings = new()
    {
        ["法"] = "依法设置的计量检定机构",
        ["授"] = "计量授权",
        ["气象"] = "部门(气象)",
        ["气"] = "部门(气象,缩写)",
    };

    /// <summary>With its leading zeros.</summary>
    public required string NumberRaw { get; init; }

    /// <summary>"two-digit-year", "traditional-converted".</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    public int Number => int.Parse(NumberRaw, NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>The one spelling that the product compares: simplified, without blanks, in 〔 〕.</summary>
    public string Normalised => $"〔{Year.Raw}〕{Area}{(Kind == StandardCertificateKind.Public ? "社" : "")}量标{ClassRaw}证字第{NumberRaw}号";

    /// <summary>What the class part says of the holder, or null when that is not known.</summary>
    public string? ClassMeaning => Meanings.GetValueOrDefault(ClassRaw);

    /// <summary>Figures as they are written in words, one for one, those of ten and more, and those of cheques.</summary>
    public const string Figures = "〇零○一二三四五六七八九十壹贰叁肆伍陆柒捌玖⒈⒉⒊⒋⒌⒍⒎⒏⒐O";

    private const string Plain = "000123456789", Cheque = "壹贰叁肆伍陆柒捌玖", Dotted = "⒈⒉⒊⒋⒌⒍⒎⒏⒐";

    /// <summary>
    /// What two spellings of one number have in common: year in four digits, area, whether public, class and number without leading zeros, in whatever order. Brackets of whatever kind, blanks, signs, 第, 号, 年 and words before and
    /// behind differ from paper to paper. A number of quite another form is compared by its letters and digits, and by where digits are parted: 1-12 is not 11-2.
    /// </summary>
    public static string Same(string number)
    {
        var letters = Letters(Narrow(number));
        if (Loose().Match(letters) is { Success: true } match || (match = YearBehind().Match(letters)).Success)
            return $"{FullYear(Digits(match.Groups["y"].Value)).ToString(CultureInfo.InvariantCulture)}{match.Groups["area"].Value}{match.Groups["soc"].Value}量标{match.Groups["cls"].Value}{Ordinal(match.Groups["n"].Value)}{match.Groups["part"].Value}";
        return Letters(number);
    }

    /// <summary>What is left of <see cref="Same"/> when nobody looks at where digits are parted: equal ones are a doubt.</summary>
    public static string WithoutSeparators(string number) => Same(number).Replace("-", "", StringComparison.Ordinal);

    /// <summary>It looks like the number of a certificate of a standard, however it is spelled.</summary>
    public static bool HasForm(string number)
    {
        var letters = Letters(Narrow(number));
        return Loose().IsMatch(letters) || YearBehind().IsMatch(letters);
    }

    /// <summary>Letters and digits in capitals; one hyphen stands for whatever parts two digits.</summary>
    private static string Letters(string number)
    {
        var text = new StringBuilder(number.Length);
        var isParted = false;
        foreach (var c in SimplifiedChinese.Of(HalfWidth(number)).ToUpperInvariant())
        {
            if (char.IsLetterOrDigit(c) || (Figures.Contains(c, StringComparison.Ordinal) && c != 'O'))
            {
                if (isParted && text.Length > 0 && char.IsAsciiDigit(text[^1]) && char.IsAsciiDigit(c))
                    text.Append('-');
                text.Append(c);
                isParted = false;
            }
            else
            {
                isParted = true;
            }
        }

        return text.ToString();
    }

    private static string Digits(string text) => string.Concat(text.Select(c =>
        c == 'O' ? '0'
        : Cheque.IndexOf(c, StringComparison.Ordinal) is >= 0 and var cheque ? (char)('1' + cheque)
        : Dotted.IndexOf(c, StringComparison.Ordinal) is >= 0 and var dotted ? (char)('1' + dotted)
        : Figures.IndexOf(c, StringComparison.Ordinal) is >= 0 and var at && at < Plain.Length ? Plain[at] : c));

    /// <summary>Without leading zeros; 十 is ten, 二十一 twenty-one.</summary>
    private static string Ordinal(string text)
    {
        var digits = Digits(text);
        if (digits.IndexOf('十', StringComparison.Ordinal) is >= 0 and var ten)
            digits = $"{(digits[..ten].TrimStart('0') is { Length: > 0 } tens ? tens : "1")}{(digits[(ten + 1)..] is { Length: > 0 } ones ? ones : "0")}";
        return digits.TrimStart('0');
    }

    /// <summary>Reads a number in any of the known spellings.</summary>
    public static Outcome<StandardCertificateNumber> Parse(string raw)
    {
        if (string.IsNullOrWhiteSpace(raw))
            return Refusal.Of("certificate-number.empty", "证书编号为空。请填写。", "The certificate number is empty. Enter it.");
        if (raw.Length > LongestText)
            return Refusal.Of("certificate-number.too-long", $"证书编号超过 {LongestText} 个字符。", $"The certificate number is longer than {LongestText} characters.");
        var narrow = Narrow(raw);
        var simplified = SimplifiedChinese.Of(narrow);
        var match = Pattern().Match(simplified);
        if (!match.Success)
        {
            return Refusal.Of(
                "certificate-number.form", "证书编号的形式应如「〔2021〕冀社量标法证字第0007号」。请核对证书原件。",
                "A certificate number has the form 〔2021〕冀社量标法证字第0007号. Compare it with the certificate.");
        }

        var year = match.Groups["y"].Value;
        var warnings = new List<string>();
        if (year.Length == 2)
            warnings.Add("two-digit-year");
        if (simplified != narrow)
            warnings.Add("traditional-converted");
        var kind = match.Groups["soc"].Success ? StandardCertificateKind.Public : StandardCertificateKind.Assessment;
        return new StandardCertificateNumber(raw, new(year, FullYear(year)), match.Groups["area"].Value, kind, match.Groups["cls"].Value)
        {
            NumberRaw = match.Groups["n"].Value,
            Warnings = warnings,
        };
    }

    private static int FullYear(string text)
    {
        var year = int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
        return text.Length == 4 ? year : year >= FirstYearOfLastCentury ? 1900 + year : 2000 + year;
    }

    /// <summary>Full-width digits and letters become half-width; blanks go, also the ideographic one.</summary>
    private static string Narrow(string raw) => HalfWidth(string.Concat(raw.Where(c => !char.IsWhiteSpace(c) && char.GetUnicodeCategory(c) != UnicodeCategory.Format)));

    private static string HalfWidth(string raw) => string.Concat(raw.Select(c => c is >= '\uFF01' and <= '\uFF5E' ? (char)(c - 0xFEE0) : c));

    private const string Before = @"\A(?:(?:社会公用|社会|公用)?(?:计量标准)?(?:考核)?证书?(?:编号|号码?|编码)?|编号|NO)?";

    private const string YearText = @"(?<y>[0-9〇零○一二三四五六七八九壹贰叁肆伍陆柒捌玖]{4}|[0-9]{2})(?:年度|年|度)?";

    private const string Serial = @"第?(?:NO|编号)?(?<n>(?:[0-9〇零○一二三四五六七八九壹贰叁肆伍陆柒捌玖O⒈⒉⒊⒋⒌⒍⒎⒏⒐]|十){1,9})(?<part>(?:-[0-9]+)+|[A-Z](?![A-Z]))?(?![0-9])";

    [GeneratedRegex(Before + YearText + @"-?(?<area>[^社量0-9]{1,4})(?<soc>社)?量标(?<cls>[^证字第0-9N]{0,6})证?字?" + Serial, RegexOptions.CultureInvariant)]
    private static partial Regex Loose();

    // 示量标法证字〔2021〕第0001号
    [GeneratedRegex(Before + @"(?<area>[^社量证号0-9]{1,4})(?<soc>社)?量标(?<cls>[^证字第0-9N]{0,6})证?字?" + YearText + "(?=第|N|编|-)-?" + Serial, RegexOptions.CultureInvariant)]
    private static partial Regex YearBehind();

    [GeneratedRegex(@"\A[\[〔](?<y>[0-9]{2}|[0-9]{4})[\]〕](?<area>[^社量]{1,4})(?<soc>社)?量标(?<cls>[^证]{0,6})证字第(?<n>[0-9]{1,9})号\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}

/// <param name="Raw">"86" or "1986", as written.</param>
public sealed record CertificateYear(string Raw, int Value);

public enum StandardCertificateKind
{
    /// <summary>计量标准考核证书</summary>
    Assessment,

    /// <summary>社会公用计量标准证书</summary>
    Public,
}

public static class StandardCertificateKinds
{
    public static BilingualText Label(this StandardCertificateKind kind) => kind switch
    {
        StandardCertificateKind.Assessment => new("计量标准考核证书", "Assessment certificate of a measurement standard"),
        StandardCertificateKind.Public => new("社会公用计量标准证书", "Certificate of a public measurement standard"),
    };
}
