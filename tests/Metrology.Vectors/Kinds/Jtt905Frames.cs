using System.Globalization;
using Metrology.Adapters.Jtt905;

namespace Metrology.Vectors.Kinds;

/// <summary>Serial frames and TCP messages of JT/T 905. Reasons of rejection are advisory: any rejection passes.</summary>
public sealed class Jtt905Frames : VectorKind
{
    public override string Name => "jtt905-frames";

    public override void Run(VectorCase vector)
    {
        vector.PassOver("reject_reason", "also_acceptable_reasons");
        switch (vector.Text("kind"))
        {
            case "serial-frame":
                Serial(vector);
                break;
            case "tcp-frame":
                Message(vector);
                break;
            case var other:
                vector.Differs("kind", "serial-frame or tcp-frame", other ?? "none");
                break;
        }
    }

    private static void Serial(VectorCase vector)
    {
        var direction = vector.Text("direction") switch
        {
            "ISU->meter" => Jtt905Direction.ToMeter,
            "meter->ISU" => Jtt905Direction.FromMeter,
            null => null as Jtt905Direction?,
            var other => throw new FormatException($"{other} is no direction"),
        };
        var parsed = Jtt905Frame.Parse(HexBytes.Of(vector.NeedText("hex")));
        var content = parsed.IsRefused ? null : Jtt905Content.Of(parsed.Value, direction) as Metrology.Core.Words.Outcome<Jtt905Content>?;
        vector.Expect("valid", content is { IsRefused: false });
        if (content is not { IsRefused: false } good)
            return;
        var frame = parsed.Value;
        vector.Expect("expect.length", Text(frame.Length));
        vector.Expect("expect.device", Hex(frame.Device, 2));
        vector.Expect("expect.manufacturer", Hex(frame.Manufacturer, 2));
        vector.Expect("expect.command", Hex(frame.Command, 4));
        vector.Expect("expect.data_hex", Convert.ToHexString(frame.Data.Span));
        vector.Expect("expect.time", good.Value.Time?.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));
        vector.Expect("expect.result", good.Value.Result);
        vector.Expect("expect.trip_no", good.Value.TripNumber is { } number ? Text(number) : null);
        Trip(vector, good.Value.Trip);
        Tariff(vector, good.Value.Tariff);
        Status(vector, good.Value.Status);
    }

    private static void Message(VectorCase vector)
    {
        var parsed = Jtt905Message.Parse(HexBytes.Of(vector.NeedText("hex")));
        var operation = parsed.IsRefused || parsed.Value.Id != Jtt905Message.Operation ? null : Jtt905Operation.Parse(parsed.Value.Body.Span) as Metrology.Core.Words.Outcome<Jtt905Operation>?;
        vector.Expect("valid", !parsed.IsRefused && operation is not { IsRefused: true });
        if (parsed.IsRefused)
            return;
        var message = parsed.Value;
        vector.Expect("expect.message_id", Hex(message.Id, 4));
        vector.Expect("expect.body_length", Text(message.Body.Length));
        vector.Expect("expect.isu", message.Isu);
        vector.Expect("expect.serial", Text(message.Serial));
        vector.Expect("expect.xor", Hex(message.Xor, 2));
        if (operation is not { IsRefused: false } good)
            return;
        Position(vector, "expect.position_hired", good.Value.Hired);
        Position(vector, "expect.position_vacant", good.Value.Vacant);
        vector.Expect("expect.operation_id", Text(good.Value.OperationId));
        Trip(vector, good.Value.Trip);
    }

    private static void Trip(VectorCase vector, Jtt905Trip? trip)
    {
        vector.Expect("expect.trip.plate", trip?.Plate);
        vector.Expect("expect.trip.licence", trip?.Licence);
        vector.Expect("expect.trip.driver", trip?.Driver);
        vector.Expect("expect.trip.on_time", trip?.On.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture));
        vector.Expect("expect.trip.off_time", trip?.Off.ToString("HH:mm", CultureInfo.InvariantCulture));
        vector.Expect("expect.trip.distance_km", Text(trip?.DistanceKm));
        vector.Expect("expect.trip.empty_km", Text(trip?.EmptyKm));
        vector.Expect("expect.trip.surcharge_yuan", Text(trip?.SurchargeYuan));
        vector.Expect("expect.trip.wait", trip is null ? null : $"{(int)trip.Wait.TotalHours:00}:{trip.Wait.Minutes:00}");
        vector.Expect("expect.trip.amount_yuan", Text(trip?.AmountYuan));
        vector.Expect("expect.trip.trip_no", trip is null ? null : Text(trip.Number));
        vector.Expect("expect.trip.pay_type", trip?.PayType);
        vector.Expect("expect.trip.pay_data", trip?.PayData);
    }

    private static void Tariff(VectorCase vector, Jtt905Tariff? tariff)
    {
        vector.Expect("expect.tariff.start", tariff?.Start.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture));
        foreach (var field in tariff?.Fields ?? [])
            vector.Expect($"expect.tariff.{field.Name.Zh}", field.Text);
        vector.Expect("expect.tariff.rfu_bytes", tariff is null ? null : Text(tariff.ReservedBytes));
        vector.Expect("expect.tariff.vendor_bytes", tariff is null ? null : Text(tariff.VendorBytes));
    }

    private static void Status(VectorCase vector, Jtt905Status? status)
    {
        vector.Expect("expect.status.device_no", status?.DeviceNumber);
        vector.Expect("expect.status.hardware", status?.Hardware);
        vector.Expect("expect.status.software", status?.Software);
        vector.Expect("expect.status.device_state", status?.DeviceState);
        vector.Expect("expect.status.work_state", status?.WorkState);
        vector.Expect("expect.status.plate", status?.Plate);
        vector.Expect("expect.status.licence", status?.Licence);
        vector.Expect("expect.status.driver", status?.Driver);
        vector.Expect("expect.status.total_trips", status is null ? null : Text(status.TotalTrips));
    }

    private static void Position(VectorCase vector, string path, Jtt905Position position)
    {
        vector.Expect($"{path}.alarm", position.Alarm);
        vector.Expect($"{path}.status", position.Status);
        vector.Expect($"{path}.lat", position.Latitude.ToString("0.000000", CultureInfo.InvariantCulture));
        vector.Expect($"{path}.lon", position.Longitude.ToString("0.000000", CultureInfo.InvariantCulture));
        vector.Expect($"{path}.speed_kmh", position.SpeedKmh.ToString("0.0", CultureInfo.InvariantCulture));
        vector.Expect($"{path}.direction_deg", Text(position.DirectionDegrees));
        vector.Expect($"{path}.time", position.Time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));
    }

    private static string Hex(int value, int digits) => value.ToString($"X{digits}", CultureInfo.InvariantCulture);

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string? Text(decimal? value) => value is { } known ? Jtt905Trip.Text(known) : null;
}
