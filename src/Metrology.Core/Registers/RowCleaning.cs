using System.Text.RegularExpressions;
using Metrology.Core.Traceability;
using Metrology.Core.Words;

namespace Metrology.Core.Registers;

/// <summary>One row by itself.</summary>
internal sealed partial class RowCleaning(IReadOnlyDictionary<StandardColumn, string> raw)
{
    private readonly List<ImportRemark> remarks = [];

    public static StandardColumn NumberColumn(StandardCertificateKind kind) => kind == StandardCertificateKind.Public ? StandardColumn.PublicNumber : StandardColumn.AssessmentNumber;

    public ImportedStandard Clean(int row)
    {
        var (name, code, range) = (Name(), Code(), Range());
        var (accuracy, inColumn) = Accuracy(name, range.Accuracy);
        var (from, until) = (Day(StandardColumn.SuspendedFrom), Day(StandardColumn.SuspendedUntil));
        if (until < from)
            remarks.Add(ImportRemarks.SuspensionReversed);
        var certificates = new List<ImportedCertificate>();
        Certificate(StandardCertificateKind.Assessment, certificates);
        Certificate(StandardCertificateKind.Public, certificates);
        if (certificates.Count == 0)
            remarks.Add(ImportRemarks.CertificateMissing);
        return new()
        {
            Row = row,
            Raw = raw,
            NameZh = name,
            NameEn = Cell(StandardColumn.NameEn),
            Code = code,
            Place = Cell(StandardColumn.Place),
            OwnerClass = Owner(),
            RangeText = RangeText(),
            Ranges = range.Ranges,
            UnknownUnit = range.UnknownUnit,
            UnitSuggestion = range.Suggestion,
            Accuracy = accuracy,
            AccuracyInColumn = inColumn,
            Certificates = certificates,
            SuspendedFrom = from,
            SuspendedUntil = until,
            WithdrawnOn = Day(StandardColumn.WithdrawnOn),
            Institution = Cell(StandardColumn.Institution),
            IsHighest = IsHighest(),
            OriginalValue = Value(),
            Remarks = [.. remarks],
        };
    }

    private string Raw(StandardColumn column) => raw.GetValueOrDefault(column, "");

    private string Cell(StandardColumn column) => Raw(column).Trim();

    private string? Said(StandardColumn column) => Cell(column) is { Length: > 0 } text ? text : null;

    private string Name()
    {
        var (written, trimmed) = (Raw(StandardColumn.NameZh), Cell(StandardColumn.NameZh));
        if (trimmed.Length == 0)
            remarks.Add(ImportRemarks.NameMissing);
        else if (trimmed.Length != written.Length)
            remarks.Add(ImportRemarks.NameTrimmed);
        var simplified = SimplifiedChinese.Of(trimmed);
        if (simplified != trimmed)
            remarks.Add(ImportRemarks.Traditional);
        return simplified;
    }

    private string? Code()
    {
        var text = CellText.Of(Raw(StandardColumn.Code)).Text;
        if (text.Length == 0)
            remarks.Add(ImportRemarks.CodeMissing);
        else if (ClassificationCode.IsValid(text))
            return text;
        else if (ClassificationCode.WithLeadingZero(text) is { } restored)
        {
            remarks.Add(ImportRemarks.LeadingZero(restored));
            return restored;
        }
        else
            remarks.Add(ImportRemarks.CodeUnknown(text));
        return null;
    }

    private RangeCell Range()
    {
        var written = Raw(StandardColumn.Range);
        var (range, style) = (RangeCell.Of(written), CellText.Of(written).Brackets);
        if (style == BracketStyle.Unbalanced)
            remarks.Add(ImportRemarks.UnbalancedBrackets);
        else if (style == BracketStyle.Mixed)
            remarks.Add(ImportRemarks.MixedBrackets);
        else if (style == BracketStyle.FullWidth || FullWidth().IsMatch(written + Raw(StandardColumn.Code) + Raw(StandardColumn.Accuracy)))
            remarks.Add(ImportRemarks.Narrowed);
        if (RangeText().Length == 0)
            remarks.Add(ImportRemarks.RangeMissing);
        else if (range.Ranges.Count == 0)
            remarks.Add(ImportRemarks.RangeNotUnderstood);
        if (range.UnknownUnit is { } unit)
            remarks.Add(ImportRemarks.UnitUnknown(unit, range.Suggestion));
        return range;
    }

    /// <summary>The cell as it was written, without the uncertainty that stood behind a tab in it.</summary>
    private string RangeText() => Raw(StandardColumn.Range).Trim().Split('\t', 2)[0].Trim();

    private (string Accuracy, string? InColumn) Accuracy(string name, string? inRange)
    {
        var column = Cell(StandardColumn.Accuracy);
        var accuracy = inRange ?? column;
        if (inRange is not null)
            remarks.Add(ImportRemarks.RangeWithAccuracy);
        var isOther = inRange is not null && column.Length > 0 && column != inRange;
        if (isOther)
            remarks.Add(ImportRemarks.AccuracyAgainstRange);
        else if (ClassIn().Match(name) is { Success: true } named && ClassOf(accuracy) is { } stated && stated != named.Groups[1].Value)
            remarks.Add(ImportRemarks.AccuracyAgainstName);
        if (accuracy.Length == 0)
            remarks.Add(ImportRemarks.AccuracyMissing);
        else if (BareNumber().IsMatch(accuracy))
            remarks.Add(ImportRemarks.AccuracyBare);
        if (Expanded().IsMatch(accuracy) && !Factor().IsMatch(accuracy))
            remarks.Add(ImportRemarks.NoCoverageFactor);
        return (accuracy, isOther ? column : null);
    }

    /// <summary>The class that an accuracy states, or null when it states none.</summary>
    private static string? ClassOf(string accuracy) => StatedClass().Match(accuracy) is { Success: true } match ? match.Groups[1].Value : null;

    private string? Owner()
    {
        var text = CellText.Of(Raw(StandardColumn.OwnerClass)).Text.ToUpperInvariant();
        if (text is "" or "A" or "B" or "C" or "D")
            return text.Length == 0 ? null : text;
        remarks.Add(ImportRemarks.OwnerUnknown);
        return null;
    }

    private bool? IsHighest()
    {
        switch (CellText.Of(Raw(StandardColumn.Rank)).Simplified)
        {
            case "":
                return null;
            case "高标" or "最高" or "最高计量标准":
                return true;
            case "次标" or "次级" or "次级计量标准":
                return false;
            default:
                remarks.Add(ImportRemarks.RankUnknown);
                return null;
        }
    }

    private decimal? Value()
    {
        var text = CellText.Of(Raw(StandardColumn.OriginalValue)).Text;
        if (text.Length == 0 || (Quantities.QuantityText.ParseNumber(text) is { } number && number >= 0))
            return text.Length == 0 ? null : Quantities.QuantityText.ParseNumber(text);
        remarks.Add(ImportRemarks.ValueUnknown);
        return null;
    }

    private DateOnly? Day(StandardColumn column)
    {
        var date = CellDate.Of(Raw(column));
        if (date.IsImpossible)
            remarks.Add(ImportRemarks.Impossible(column, Cell(column)));
        else if (date is { IsSerial: true, Day: { } day })
            remarks.Add(ImportRemarks.Serial(column, day));
        return date.Day;
    }

    private void Certificate(StandardCertificateKind kind, List<ImportedCertificate> certificates)
    {
        var isPublic = kind == StandardCertificateKind.Public;
        var (number, issuer) = (NumberColumn(kind), isPublic ? StandardColumn.PublicIssuer : StandardColumn.AssessmentIssuer);
        var (issuedOn, validUntil) = isPublic ? (StandardColumn.PublicIssuedOn, StandardColumn.PublicValidUntil) : (StandardColumn.AssessmentIssuedOn, StandardColumn.AssessmentValidUntil);
        var (issued, last, text) = (Day(issuedOn), Day(validUntil), Cell(number));
        if (text.Length == 0)
            return;
        if (Cell(issuer).Length == 0)
            remarks.Add(ImportRemarks.IssuerMissing(issuer));
        if (issued is null)
            remarks.Add(ImportRemarks.IssueMissing(issuedOn));
        if (last is null && Cell(validUntil).Length == 0)
            remarks.Add(ImportRemarks.ValidityMissing(validUntil));
        if (last < issued)
            remarks.Add(ImportRemarks.Reversed(validUntil));
        var parsed = StandardCertificateNumber.Parse(text);
        if (parsed.IsRefused)
            remarks.Add(ImportRemarks.NumberForm(number));
        else if (parsed.Value.Year.Raw.Length == 2)
            remarks.Add(ImportRemarks.TwoDigitYear(number, parsed.Value.Year.Value));
        if (!parsed.IsRefused && parsed.Value.Kind != kind)
            remarks.Add(ImportRemarks.OtherKind(number));
        var told = parsed.IsRefused ? kind : parsed.Value.Kind;
        certificates.Add(new(told, text, parsed.IsRefused ? null : parsed.Value.Year.Value, Cell(issuer) is { Length: > 0 } by ? by : null, issued, last)
        {
            Region = isPublic ? Said(StandardColumn.PublicRegion) : null,
            AuthorisationNumber = isPublic ? Said(StandardColumn.PublicAuthorisation) : null,
        });
    }

    [GeneratedRegex(@"[０-９Ａ-Ｚａ-ｚ]", RegexOptions.CultureInvariant)]
    private static partial Regex FullWidth();

    [GeneratedRegex(@"([0-9]+(?:\.[0-9]+)?)\s*级", RegexOptions.CultureInvariant)]
    private static partial Regex ClassIn();

    [GeneratedRegex(@"\A([0-9]+(?:\.[0-9]+)?|[一二三四五])\s*[级等]?\z", RegexOptions.CultureInvariant)]
    private static partial Regex StatedClass();

    [GeneratedRegex(@"\A[0-9]+(?:\.[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex BareNumber();

    [GeneratedRegex(@"\bU(?:rel|r|95|99)?\s*[=＝]", RegexOptions.CultureInvariant)]
    private static partial Regex Expanded();

    [GeneratedRegex(@"\bk(?:95|99|p)?\s*[=＝]", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Factor();
}
