using System.Globalization;
using System.Text.RegularExpressions;
using Metrology.Core.Planning;
using Metrology.Core.Traceability;
using Metrology.Core.Words;

namespace Metrology.Core.Registers;

/// <summary>One row by itself.</summary>
internal sealed partial class RowCleaning(IReadOnlyDictionary<StandardColumn, string> raw, bool from1904)
{
    private readonly List<ImportRemark> remarks = [];

    private string? codeInName;

    public static StandardColumn NumberColumn(StandardCertificateKind kind) => kind == StandardCertificateKind.Public ? StandardColumn.PublicNumber : StandardColumn.AssessmentNumber;

    public ImportedStandard Clean(int row)
    {
        var (name, code, range) = (Name(), Code(), Range());
        var (accuracy, inColumn) = Accuracy(name, RangeParts().Accuracy is { } behind ? OneLine(behind) : null);
        Errors();
        var (from, until, withdrawn) = States(Day(StandardColumn.SuspendedFrom), Day(StandardColumn.SuspendedUntil), Day(StandardColumn.WithdrawnOn));
        if (from is null && withdrawn is null)
            remarks.AddRange(OutOfUse.InCells(column => OneLine(Written(column))));
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
            Responsible = Cell(StandardColumn.Responsible),
            OwnerClass = Owner(),
            RangeText = RangeText(),
            Ranges = range.Ranges,
            BesideRange = range.Beside,
            Quantity = Cell(StandardColumn.Quantity),
            UnknownUnit = range.UnknownUnit,
            UnitSuggestion = range.Suggestion,
            Accuracy = accuracy,
            AccuracyInColumn = inColumn,
            Certificates = certificates,
            SuspendedFrom = from,
            SuspendedUntil = until,
            WithdrawnOn = withdrawn,
            Institution = Cell(StandardColumn.Institution),
            IsHighest = IsHighest(),
            OriginalValue = Value(),
            Remarks = [.. remarks],
        };
    }

    private string Raw(StandardColumn column) => Invisible().Replace(raw.GetValueOrDefault(column, ""), "");

    /// <summary>Without blanks around it; what people write into a cell to say that there is nothing is nothing.</summary>
    private string Cell(StandardColumn column)
    {
        var text = OneLine(Written(column));
        return Nothing().IsMatch(text) ? "" : text;
    }

    /// <summary>Empty, or a sign for nothing.</summary>
    public static bool IsNothing(string cell) => cell.Trim() is var text && (text.Length == 0 || Nothing().IsMatch(text));

    private string Written(StandardColumn column) => Raw(column).Trim();

    private static string OneLine(string text) => Breaks().Replace(text, match => IsBetweenIdeographs(text, match) ? "" : " ");

    private void Errors()
    {
        foreach (var (column, text) in raw.OrderBy(cell => cell.Key))
        {
            if (NotComputed().IsMatch(text))
                remarks.Add(ImportRemarks.CellError(column, text));
        }
    }

    /// <summary>
    /// What is neither plainly in force nor an act of a day is refused: a column that only says 是 has no day, and without its day nothing can be entered that is not false.
    /// </summary>
    private (DateOnly? From, DateOnly? Until, DateOnly? Withdrawn) States(DateOnly? from, DateOnly? until, DateOnly? withdrawn)
    {
        var (isSuspended, isWithdrawn) = (false, false);
        foreach (var column in new[] { StandardColumn.IsSuspended, StandardColumn.IsWithdrawn, StandardColumn.State })
        {
            // 未知 is nothing elsewhere; here it leaves open what must not be.
            var written = OneLine(Written(column));
            var text = StateCell.IsOpen(written) ? written : CellText.Of(Cell(column)).Simplified.ToLowerInvariant();
            if (StateCell.SaysExpired(text) && !SaysActsElsewhere)
                remarks.Add(ImportRemarks.StateExpired(column, written));
            if (text.Length == 0 || StateCell.IsInUse(column, text, SaysActsElsewhere))
                continue;
            if (StateCell.Of(column, text, from1904) is not { } state)
            {
                remarks.Add(ImportRemarks.StateUnknown(column, written));
                continue;
            }

            if (state.IsCellOfDay)
                Date(column);
            if (state.IsWithdrawal)
                (isWithdrawn, withdrawn) = (true, withdrawn ?? (state.Day.From is null ? state.Day.Day : null));
            else
                (isSuspended, from, until) = (true, from ?? state.Day.From ?? state.Day.Day, until ?? (state.Day.From is null ? null : state.Day.Day));
        }

        if (isSuspended && from is null && !isWithdrawn)
            remarks.Add(ImportRemarks.SuspensionUndated);
        if (isWithdrawn && withdrawn is null)
            remarks.Add(ImportRemarks.WithdrawalUndated);
        if (until < from)
            remarks.Add(ImportRemarks.SuspensionReversed);
        return (from, until, withdrawn);
    }

    /// <summary>The file has columns of its own for suspensions and withdrawals, as our export has, whose 状态 then also says how the certificates stand.</summary>
    private bool SaysActsElsewhere => raw.ContainsKey(StandardColumn.SuspendedFrom) && raw.ContainsKey(StandardColumn.WithdrawnOn);

    private string? Said(StandardColumn column) => Cell(column) is { Length: > 0 } text ? text : null;

    private string Name()
    {
        var (written, oneLine) = (raw.GetValueOrDefault(StandardColumn.NameZh, ""), Cell(StandardColumn.NameZh));
        if (CodeBehind().Match(oneLine) is { Success: true } behind && Cell(StandardColumn.Code).Length == 0 && ClassificationCode.IsValid(behind.Groups[1].Value))
            (codeInName, oneLine) = (behind.Groups[1].Value, oneLine[..behind.Index].Trim());
        if (oneLine.Length == 0)
            remarks.Add(ImportRemarks.NameMissing);
        else if (StandardHeadings.Find(oneLine) is not null)
            remarks.Add(ImportRemarks.NameIsHeading(oneLine));
        else if (Invisible().IsMatch(written) || written.Trim().Length != written.Length)
            remarks.Add(ImportRemarks.NameTrimmed);
        if (Breaks().IsMatch(written.Trim()))
            remarks.Add(ImportRemarks.Unbroken);
        if (Mark().IsMatch(oneLine))
            remarks.Add(ImportRemarks.NameMarked);
        if (oneLine.Length > 0 && !NameLetters().IsMatch(oneLine))
            remarks.Add(ImportRemarks.NameWithoutWords);
        var simplified = SimplifiedChinese.Whole(oneLine);
        if (simplified is null)
            remarks.Add(ImportRemarks.TraditionalKept);
        else if (simplified != oneLine)
            remarks.Add(ImportRemarks.Traditional);
        return simplified ?? oneLine;
    }

    private static bool IsBetweenIdeographs(string text, Match at) => text[at.Index - 1] > '\u2E7F' || text[at.Index + at.Length] > '\u2E7F';

    private string? Code()
    {
        var text = CellText.Of(Cell(StandardColumn.Code)).Text.TrimStart('\'');
        if (codeInName is { } inName)
        {
            remarks.Add(ImportRemarks.CodeInName(inName));
            return inName;
        }

        if (text.Length == 0)
            remarks.Add(ImportRemarks.CodeMissing);
        else if (ClassificationCode.IsValid(text))
            return text;
        else if (ClassificationCode.WithLeadingZero(text) is { } restored)
        {
            remarks.Add(ImportRemarks.LeadingZero(restored));
            return restored;
        }
        // As programs write a number, or people for the eye: 4113803.0, 4.113803e6, 1551 3800, 12,417,601.
        else if (Grouping().Replace(Scientific().Match(text) is { Success: true } power && power.Groups["f"].Length == int.Parse(power.Groups["e"].Value, CultureInfo.InvariantCulture) ? power.Groups["i"].Value + power.Groups["f"].Value : text, "") is var bare && bare != text && (ClassificationCode.IsValid(bare) ? bare : ClassificationCode.WithLeadingZero(bare)) is { } known)
        {
            remarks.Add(ImportRemarks.CodeCleaned(text, known));
            return known;
        }
        else
            remarks.Add(ImportRemarks.CodeUnknown(text));
        return null;
    }

    private RangeCell Range()
    {
        var written = Raw(StandardColumn.Range);
        var (range, style) = (RangeCell.Of(RangeParts().Range), CellText.Of(written).Brackets);
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
    private string RangeText() => OneLine(RangeParts().Range);

    private (string Range, string? Accuracy) RangeParts() =>
        RangeCell.Split(Nothing().IsMatch(Written(StandardColumn.Range)) ? "" : Written(StandardColumn.Range));

    private (string Accuracy, string? InColumn) Accuracy(string name, string? inRange)
    {
        var column = Cell(StandardColumn.Accuracy);
        var accuracy = inRange ?? column;
        if (inRange is not null)
            remarks.Add(ImportRemarks.RangeWithAccuracy);
        var isOther = inRange is not null && column.Length > 0 && column != inRange;
        if (isOther)
            remarks.Add(ImportRemarks.AccuracyAgainstRange);
        else if (ClassIn().Match(name) is { Success: true } named && accuracy.Split('；').Select(ClassOf).Any(stated => stated is not null && stated != named.Groups[1].Value))
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
        var text = CellText.Of(Cell(StandardColumn.OwnerClass)).Text.ToUpperInvariant();
        if (text is "" or "A" or "B" or "C" or "D")
            return text.Length == 0 ? null : text;
        remarks.Add(ImportRemarks.OwnerUnknown);
        return null;
    }

    private bool? IsHighest()
    {
        switch (CellText.Of(Cell(StandardColumn.Rank)).Simplified)
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

    /// <summary>In 万元; the unit stands in the heading or in the cell.</summary>
    private decimal? Value()
    {
        foreach (var (column, unit) in new[] { (StandardColumn.OriginalValue, "万元"), (StandardColumn.OriginalValueYuan, "元"), (StandardColumn.OriginalValueBare, "") })
        {
            var text = CellText.Of(Cell(column)).Text.TrimStart('¥', '￥').Trim();
            if (text.Length == 0)
                continue;
            var written = text.EndsWith("万元", StringComparison.Ordinal) || text.EndsWith('万') ? "万元" : text.EndsWith('元') ? "元" : unit;
            var digits = Thousands().Replace(text.TrimEnd('元', '万').Trim(), "");
            if (Quantities.QuantityText.ParseNumber(digits) is not { } number || number < 0)
                remarks.Add(ImportRemarks.ValueUnknown);
            else if (written.Length == 0)
                remarks.Add(ImportRemarks.ValueBare);
            else
                return written == "元" ? number / YuanInUnit : number;
        }

        return null;
    }

    private DateOnly? Day(StandardColumn column) => Date(column).Day;

    private CellDate Date(StandardColumn column)
    {
        var text = Cell(column);
        // Spreadsheets show an empty cell of dates as day 0.
        var date = text is "0" ? default : CellDate.Of(text, from1904);
        var remark = date.Form == CellDateForm.Impossible && NotComputed().IsMatch(text) ? null : ImportRemarks.OfDay(date, column, text, from1904);
        if (remark is not null)
            remarks.Add(remark);
        return date;
    }

    private void Certificate(StandardCertificateKind kind, List<ImportedCertificate> certificates)
    {
        var isPublic = kind == StandardCertificateKind.Public;
        var (number, issuer) = (NumberColumn(kind), isPublic ? StandardColumn.PublicIssuer : StandardColumn.AssessmentIssuer);
        var (issuedOn, validUntil) = isPublic ? (StandardColumn.PublicIssuedOn, StandardColumn.PublicValidUntil) : (StandardColumn.AssessmentIssuedOn, StandardColumn.AssessmentValidUntil);
        var (first, end, text) = (Date(issuedOn), Date(validUntil), NumberText(number));
        // A period stands in one cell when the other has no day of its own.
        var (issued, last) = (first is { Form: CellDateForm.Period } ? first.From : first.Day ?? (first.Form == CellDateForm.None ? end.From : null), end.Day ?? (end.Form == CellDateForm.None && first.From is not null ? first.Day : null));
        if (text.Length == 0)
        {
            if ((issued ?? last) is not null)
                remarks.Add(ImportRemarks.NumberMissing(number));
            foreach (var column in isPublic ? new[] { StandardColumn.PublicRegion, StandardColumn.PublicAuthorisation } : [])
            {
                if (Said(column) is { } dropped)
                    remarks.Add(ImportRemarks.RegionWithoutNumber(column, dropped));
            }

            return;
        }

        if (StartOfNumber().Count(text) > 1)
            remarks.Add(ImportRemarks.NumbersInOneCell(number, text));
        if (Cell(issuer).Length == 0)
            remarks.Add(ImportRemarks.IssuerMissing(issuer));
        if (issued is null)
            remarks.Add(ImportRemarks.IssueMissing(issuedOn));
        if (last is null && end.Form == CellDateForm.None)
            remarks.Add(ImportRemarks.ValidityMissing(validUntil));
        if (last < issued)
            remarks.Add(ImportRemarks.Reversed(validUntil));
        var parsed = StandardCertificateNumber.Parse(text);
        if (parsed.IsRefused && Behind().Match(text) is { Success: true } words && StandardCertificateNumber.Parse(text[..words.Index]) is { IsRefused: false } bare)
        {
            remarks.Add(ImportRemarks.NumberWithWords(number, text, text[..words.Index]));
            (parsed, text) = (bare, text[..words.Index]);
        }

        if (parsed.IsRefused)
            remarks.Add(ImportRemarks.NumberForm(number));
        else if (parsed.Value.Year.Raw.Length == 2)
            remarks.Add(ImportRemarks.TwoDigitYear(number, parsed.Value.Year.Value));
        if (!parsed.IsRefused && parsed.Value.Kind != kind)
            remarks.Add(ImportRemarks.OtherKind(number));
        var told = parsed.IsRefused ? kind : parsed.Value.Kind;
        if (CertificateTerms.OfTerm(told, new(issued, last)) is { } unusual)
            remarks.Add(ImportRemarks.TermUnusual(validUntil, unusual));
        certificates.Add(new(told, text, parsed.IsRefused ? null : parsed.Value.Year.Value, Cell(issuer) is { Length: > 0 } by ? by : null, issued, last)
        {
            Region = isPublic ? Said(StandardColumn.PublicRegion) : null,
            AuthorisationNumber = isPublic ? Said(StandardColumn.PublicAuthorisation) : null,
        });
    }

    /// <summary>A number is written in one line.</summary>
    private string NumberText(StandardColumn column) => Cell(column).Length == 0 ? "" : Breaks().Replace(Written(column), "");

    private const decimal YuanInUnit = 10_000;
}
