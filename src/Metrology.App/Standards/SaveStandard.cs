using System.Text.RegularExpressions;
using Metrology.App.Laboratory;
using Metrology.App.Storage;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Standards;

/// <summary>Enters a measurement standard or changes it, with its equipment.</summary>
public sealed partial class SaveStandard(Store store)
{
    /// <param name="Id">Null enters a new one.</param>
    public sealed record Request(
        int? Id, string NameZh, string NameEn, string? ClassificationCode, string Place, string RangeText, string UncertaintyText, OwnerClass OwnerClass,
        DateOnly? SuspendedFrom, DateOnly? SuspendedUntil, DateOnly? WithdrawnOn, IReadOnlyList<int> MainEquipment, IReadOnlyList<int> AuxiliaryEquipment);

    public Task<Outcome<int>> ExecuteAsync(Actor actor, Request request, CancellationToken cancellation) =>
        store.WriteAsync<int>(async db =>
        {
            if ((actor.Deny(Permission.EditRegistry) ?? Wrong(request)) is { } refusal)
                return refusal;
            var standard = request.Id is { } id
                ? await db.Standards.Include(row => row.Equipment).FirstOrDefaultAsync(row => row.Id == id, cancellation)
                : new() { NameZh = "", NameEn = "", Place = "", RangeText = "", UncertaintyText = "" };
            if (standard is null)
                return StandardErrors.NotFound;
            if (request.Id is null)
                db.Add(standard);

            standard.NameZh = request.NameZh.Trim();
            standard.NameEn = request.NameEn.Trim();
            standard.ClassificationCode = string.IsNullOrWhiteSpace(request.ClassificationCode) ? null : request.ClassificationCode.Trim();
            standard.Place = request.Place.Trim();
            standard.RangeText = request.RangeText.Trim();
            standard.UncertaintyText = request.UncertaintyText.Trim();
            standard.OwnerClass = request.OwnerClass;
            standard.SuspendedFrom = request.SuspendedFrom;
            standard.SuspendedUntil = request.SuspendedUntil;
            standard.WithdrawnOn = request.WithdrawnOn;
            standard.Equipment.Clear();
            standard.Equipment.AddRange(request.MainEquipment.Distinct().Select(item => new StandardEquipment { EquipmentId = item, Role = EquipmentRole.Main }));
            standard.Equipment.AddRange(request.AuxiliaryEquipment.Distinct().Except(request.MainEquipment)
                .Select(item => new StandardEquipment { EquipmentId = item, Role = EquipmentRole.Auxiliary }));
            await db.SaveChangesAsync(cancellation);
            return standard.Id;
        }, cancellation);

    private static Refusal? Wrong(Request request) =>
        Validation.Required(
            (nameof(request.NameZh), request.NameZh), (nameof(request.NameEn), request.NameEn), (nameof(request.Place), request.Place),
            (nameof(request.RangeText), request.RangeText), (nameof(request.UncertaintyText), request.UncertaintyText))
        ?? Validation.InOrder(nameof(request.SuspendedUntil), request.SuspendedFrom, request.SuspendedUntil)
        ?? (string.IsNullOrWhiteSpace(request.ClassificationCode) || CodeOfJjf1022().IsMatch(request.ClassificationCode.Trim()) ? null : StandardErrors.BadCode);

    /// <summary>Level-1 groups of JJF 1022-2014 and six more digits.</summary>
    [GeneratedRegex("^(01|04|12|15|23|25|28|33|37|46|51|53|55|57|59|61|63|65)[0-9]{6}$")]
    private static partial Regex CodeOfJjf1022();
}
