using System.Globalization;
using Metrology.App.Customers;
using Metrology.App.Verifications;
using Metrology.Core.Certificates;
using Metrology.Core.Procedures;
using Metrology.Core.Words;

namespace Metrology.Web.Features.Verifications;

/// <summary>A new verification as typed.</summary>
public sealed record OpenForm
{
    private static readonly BilingualText NoChoice = new("请选择一项。", "Choose one.");
    private static readonly BilingualText NoDate = new("请填写日期，例如 2026-11-22。", "Enter a date such as 2026-11-22.");

    private static readonly BilingualText NoUnit = new(
        "没有登记这个出厂编号。请先登记被检器具，或核对编号。", "No unit has this serial number. Enter the unit first, or check the number.");

    private static readonly BilingualText SeveralUnits = new(
        "有几台器具是这个出厂编号。请在被检器具列表中打开要检定的那一台，再点“检定”。", "Several units have this serial number. Open the one you mean in the list of units and press “Verify” there.");

    /// <summary>Value of <see cref="Tariff"/>: a select cannot say nothing.</summary>
    public const string NoTariff = "-";

    /// <summary>Value of <see cref="Conformity"/>.</summary>
    public const string Stated = "stated";

    public string? Key { get; init; }

    /// <summary>Set when the form was opened from the page of a unit.</summary>
    public string? UnitId { get; init; }

    public string? SerialNumber { get; init; }
    public string? StandardId { get; init; }
    public string? BenchId { get; init; }
    public string? Kind { get; init; }
    public string? WorkDate { get; init; }
    public string? Place { get; init; }

    /// <summary>Id of a tariff, or <see cref="NoTariff"/>.</summary>
    public string? Tariff { get; init; }

    /// <summary>"stated", or empty.</summary>
    public string? Conformity { get; init; }

    public string? IntervalMonths { get; init; }
    public string? ReceivedOn { get; init; }
    public string? SampledBy { get; init; }
    public string? SamplingMethod { get; init; }
    public string? SampledOn { get; init; }
    public string? ExternalResults { get; init; }

    /// <summary>Null when something is wrong that the use case need not be asked about.</summary>
    public async Task<OpenVerification.Request?> CheckAsync(FieldErrors errors, UnitQueries units, CancellationToken cancellation)
    {
        var unit = await UnitAsync(errors, units, cancellation);
        var standard = Id(errors, nameof(StandardId), StandardId);
        var bench = Id(errors, nameof(BenchId), BenchId);
        if (!Enum.TryParse<VerificationKind>(Kind, out var kind) || !Enum.IsDefined(kind))
            errors.Add(nameof(Kind), NoChoice, "input.no-choice");
        if (!DateOnly.TryParseExact(WorkDate, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            errors.Add(nameof(WorkDate), NoDate, "input.bad-date");
        var place = string.IsNullOrWhiteSpace(Place) ? "" : errors.Text(nameof(Place), Place, OpenVerification.LongestPlace);
        var terms = Terms(errors);
        return errors.Any ? null : new(unit, standard, bench, kind, date, place, Guid.TryParse(Key, out var key) ? key : null, terms, Tariff is null or NoTariff ? null : Tariff);
    }

    /// <summary>The field that a refusal of the use case is about; the unit is chosen by its serial number, the terms of a calibration are several fields.</summary>
    public static string FieldOf(Refusal refusal) => refusal.Field switch
    {
        nameof(UnitId) => nameof(SerialNumber),
        nameof(OpenVerification.Request.Calibration) => nameof(Conformity),
        nameof(OpenVerification.Request.TariffId) => nameof(Tariff),
        var field => field ?? "",
    };

    /// <summary>Null when nothing is filled in, as for every verification.</summary>
    private CalibrationTerms? Terms(FieldErrors errors)
    {
        int? months = null;
        if (!string.IsNullOrWhiteSpace(IntervalMonths))
        {
            if (int.TryParse(IntervalMonths.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                months = number;
            else
                errors.Add(nameof(IntervalMonths), CalibrationErrors.Interval.Text, CalibrationErrors.Interval.Code);
        }

        var terms = new CalibrationTerms(Conformity == Stated, months)
        {
            ReceivedOn = Day(errors, nameof(ReceivedOn), ReceivedOn),
            SampledBy = SampledBy,
            SamplingMethod = SamplingMethod,
            SampledOn = Day(errors, nameof(SampledOn), SampledOn),
            ExternalResults = ExternalResults,
        }.Trimmed();
        return terms == new CalibrationTerms() ? null : terms;
    }

    private static DateOnly? Day(FieldErrors errors, string field, string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        if (DateOnly.TryParseExact(text.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        errors.Add(field, NoDate, "input.bad-date");
        return null;
    }

    private async Task<int> UnitAsync(FieldErrors errors, UnitQueries units, CancellationToken cancellation)
    {
        var serial = errors.Text(nameof(SerialNumber), SerialNumber, UnitUnderTest.LongestSerial);
        if (serial.Length == 0)
            return 0;
        var found = await units.WithSerialAsync(serial, cancellation);
        if (found.Find(unit => unit.Id.ToString(CultureInfo.InvariantCulture) == UnitId) is { } meant)
            return meant.Id;
        if (found.Count == 1)
            return found[0].Id;
        errors.Add(nameof(SerialNumber), found.Count == 0 ? NoUnit : SeveralUnits, found.Count == 0 ? "customer.unit-not-found" : "customer.unit-ambiguous");
        return 0;
    }

    private static int Id(FieldErrors errors, string field, string? text)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            return id;
        errors.Add(field, NoChoice, "input.no-choice");
        return 0;
    }
}
