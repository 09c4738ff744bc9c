using Metrology.App.Laboratory;
using Metrology.App.Storage;
using Metrology.Core.Certificates;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Equipment;

/// <summary>Enters an instrument of the institution or changes it.</summary>
public sealed class SaveEquipment(Store store, ICertificateRenderer paper)
{
    /// <summary>Characters of the column.</summary>
    private const int LongestCode = 64;

    /// <summary>Letters of any script, digits, and - _ . / between them: it stands in names of files, labels and lists of other programs.</summary>
    internal static bool IsCode(string code) => code.All(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_' or '.' or '/');

    /// <param name="Id">Null enters a new one.</param>
    /// <param name="IsSimulated">Of a new one; later it stays, and null leaves it.</param>
    /// <param name="Version">The version that was edited; null changes whatever is there.</param>
    public sealed record Request(
        int? Id, string Code, string NameZh, string NameEn, string Manufacturer, string Model, string SerialNumber, int? Version = null, bool? IsSimulated = null);

    public Task<Outcome<int>> ExecuteAsync(Actor actor, Request request, CancellationToken cancellation) =>
        store.WriteAsync<int>(actor, async db =>
        {
            var refusal = actor.Deny(Permission.EditRegistry) ?? paper.Wrong(
                (nameof(request.Code), request.Code), (nameof(request.NameZh), request.NameZh), (nameof(request.NameEn), request.NameEn),
                (nameof(request.Manufacturer), request.Manufacturer), (nameof(request.Model), request.Model), (nameof(request.SerialNumber), request.SerialNumber));
            if (refusal is not null)
                return refusal;
            var code = request.Code.Trim();
            if (code.Length > LongestCode)
                return EquipmentErrors.CodeTooLong;
            if (await db.Equipment.AnyAsync(row => row.Code == code && row.Id != request.Id, cancellation))
                return EquipmentErrors.CodeTaken;
            var item = request.Id is { } id
                ? await db.Equipment.FindAsync([id], cancellation)
                : new()
                {
                    Code = "",
                    NameZh = "",
                    NameEn = "",
                    Manufacturer = "",
                    Model = "",
                    SerialNumber = "",
                    IsSimulated = request.IsSimulated ?? false,
                    IsDemonstration = await db.Institutions.AnyAsync(row => row.IsDemonstration, cancellation),
                };
            if (item is null)
                return EquipmentErrors.NotFound;
            if (request.Id is not null && await UsableEquipment.WrongAsync(db, item.Id, cancellation) is { } unusable)
                return unusable;
            if (request.Version is { } edited && edited != item.Version)
                return StorageErrors.MovedOn;
            if (request.IsSimulated is { } simulated && simulated != item.IsSimulated)
                return EquipmentErrors.SimulatedFixed;
            // One that was entered before stays as it is.
            if (code != item.Code && !IsCode(code))
                return EquipmentErrors.CodeForm;
            if (request.Id is null)
                db.Add(item);
            item.Code = code;
            item.NameZh = request.NameZh.Trim();
            item.NameEn = request.NameEn.Trim();
            item.Manufacturer = request.Manufacturer.Trim();
            item.Model = request.Model.Trim();
            item.SerialNumber = request.SerialNumber.Trim();
            await db.SaveChangesAsync(cancellation);
            return item.Id;
        }, cancellation);
}

public static class EquipmentErrors
{
    public static readonly Refusal NotFound = Refusal.Of("equipment.not-found", "没有这台设备。", "There is no such equipment.");

    public static readonly Refusal CodeTaken = new(
        "equipment.code-taken", new("这个设备编号已被使用。请换一个编号。", "This asset number is taken. Choose another."), "Code");

    public static readonly Refusal SimulatedFixed = new(
        "equipment.simulated-fixed", new("是否模拟设备在登记时确定，以后不能改：记录和证书以此为准。请另行登记一台。", "Whether an instrument is simulated is said when it is entered and stays: records and certificates rest on it. Enter another one."), "IsSimulated");

    public static readonly Refusal CodeTooLong = new("equipment.code-too-long", new("设备编号最多 64 个字符。", "An asset number has at most 64 characters."), "Code");

    public static readonly Refusal CodeForm = new(
        "equipment.code-form", new("设备编号只含字母、汉字、数字和 - _ . /，例如 DEMO-REF-001。请去掉空格和其他符号。", "An asset number has letters, digits and - _ . / only, for example DEMO-REF-001. Leave out blanks and other signs."), "Code");

    public static readonly Refusal CertificateExists = new(
        "equipment.certificate-exists",
        new("同一编号、日期和被测量的证书已经登记，没有重复登记。", "A certificate with this number, these dates and this measurand is registered already; it was not entered twice."),
        "Number");

    public static readonly Refusal UnknownUnit = new(
        "equipment.unknown-unit", new("没有这个单位，或不是该被测量的单位。请填写系统认识的单位，例如 %、kWh、°C、V。", "There is no such unit, or it is none of this measurand. Use one the product knows, such as %, kWh, °C, V."), "Unit");

    public static readonly Refusal BadCoverageFactor = new(
        "equipment.bad-coverage-factor", new("包含因子 k 须为正数。", "The coverage factor k must be positive."), "CoverageFactor");

    public static readonly Refusal ValueAndUnit = new(
        "equipment.value-and-unit", new("证书值与其单位须同时填写，或都留空。", "A certified value is entered with its unit, or neither is."), "CertifiedValue");

    public static readonly Refusal UnknownValueUnit = new(
        "equipment.value-unit", new("没有这个单位，或它不是这个被测量的单位。例如周长用 m 或 mm。", "There is no such unit, or it is none of this measurand; a circumference has m or mm, for example."), "CertifiedUnit");

    public static readonly Refusal ImpossibleValue = new(
        "equipment.impossible-value", new("这个被测量不可能有这个值。请核对证书值和单位。", "The measurand cannot have this value. Check value and unit with the certificate."), "CertifiedValue");

    public static readonly Refusal BadUncertainty = new(
        "equipment.bad-uncertainty", new("扩展不确定度须为正数。", "The expanded uncertainty must be positive."), "ExpandedUncertainty");
}
