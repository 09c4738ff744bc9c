using Metrology.App.Laboratory;
using Metrology.App.Storage;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Equipment;

/// <summary>Enters an instrument of the institution or changes it.</summary>
public sealed class SaveEquipment(Store store)
{
    public sealed record Request(int? Id, string Code, string NameZh, string NameEn, string Manufacturer, string Model, string SerialNumber);

    public Task<Outcome<int>> ExecuteAsync(Actor actor, Request request, CancellationToken cancellation) =>
        store.WriteAsync<int>(async db =>
        {
            var refusal = actor.Deny(Permission.EditRegistry) ?? Validation.Required(
                (nameof(request.Code), request.Code), (nameof(request.NameZh), request.NameZh), (nameof(request.NameEn), request.NameEn),
                (nameof(request.Manufacturer), request.Manufacturer), (nameof(request.Model), request.Model), (nameof(request.SerialNumber), request.SerialNumber));
            if (refusal is not null)
                return refusal;
            var code = request.Code.Trim();
            if (await db.Equipment.AnyAsync(row => row.Code == code && row.Id != request.Id, cancellation))
                return EquipmentErrors.CodeTaken;
            var item = request.Id is { } id
                ? await db.Equipment.FindAsync([id], cancellation)
                : new() { Code = "", NameZh = "", NameEn = "", Manufacturer = "", Model = "", SerialNumber = "" };
            if (item is null)
                return EquipmentErrors.NotFound;
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

    public static readonly Refusal BadUncertainty = new(
        "equipment.bad-uncertainty", new("扩展不确定度和包含因子须为正数。", "Expanded uncertainty and coverage factor must be positive."), "ExpandedUncertainty");
}
