using System.Diagnostics;
using System.Text.Json;
using Metrology.Station.Ingest;
using Metrology.Testing;
using Metrology.Web.Tests.Benches;

namespace Metrology.Web.Tests.Payloads;

/// <summary>A device of another maker, played by mosquitto_pub, on a binding that was made over the API.</summary>
internal sealed class Device
{
    private readonly Laboratory laboratory;
    private readonly Visitor planner;
    private readonly string name, key;

    private Device(Laboratory laboratory, Visitor planner, int id, string name, string key) => (this.laboratory, this.planner, Id, this.name, this.key) = (laboratory, planner, id, name, key);

    public int Id { get; }

    public static string? Missing => ForeignProgram.Missing("mosquitto_pub") ?? ForeignProgram.Missing("mosquitto_sub") ?? ForeignProgram.Missing("stdbuf");

    public static async Task<Device> BindAsync(Laboratory laboratory, Visitor planner, string name, string topic, string mapping, string values = "", string zone = "", int greatestAge = 86_400)
    {
        var id = await OwnLaboratory.IdAsync(planner, "/payloads", new { topic, equipmentId = 1, client = name, mapping, values, zone, greatestAge });
        var key = (await OwnLaboratory.SendAsync(planner, $"/payloads/{id}/key", new { })).GetProperty("key").GetString()!;
        return new(laboratory, planner, id, name, key);
    }

    /// <summary>Publishes with quality 1; what the program said of it.</summary>
    public string Say(string topic, byte[] payload, bool retain = false)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, payload);
            var (_, output, error) = ForeignProgram.Run(
                "mosquitto_pub", ["-V", "mqttv5", "-h", "127.0.0.1", "-p", $"{Port}", "-i", $"{name}-{Guid.NewGuid():N}", "-u", name, "-P", key, "-q", "1", "-d", "-t", topic, .. payload.Length == 0 ? new[] { "-n" } : ["-f", file], .. retain ? new[] { "-r" } : []]);
            return output + error;
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>mosquitto_sub that prints each message in hexadecimal digits; returns once it is subscribed, or refused.</summary>
    public async Task<(Process Program, string Answer)> ListenAsync(string filter)
    {
        var program = Process.Start(new ProcessStartInfo(
            "stdbuf", ["-oL", ForeignProgram.Find("mosquitto_sub")!, "-V", "mqttv5", "-h", "127.0.0.1", "-p", $"{Port}", "-i", $"{name}-ears-{Guid.NewGuid():N}", "-u", name, "-P", key, "-q", "1", "-d", "-t", filter, "-F", "%t %x"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        while (await program.StandardOutput.ReadLineAsync() is { } line)
        {
            // "Subscribed (mid: 1): 135" is a refusal, which ends the program.
            if (line.StartsWith("Subscribed", StringComparison.Ordinal))
                return (program, line);
        }

        return (program, await program.StandardError.ReadToEndAsync());
    }

    public async Task<JsonElement> HeardAsync() =>
        JsonDocument.Parse(await planner.ReadAsync($"/api/v1/payloads/{Id}")).RootElement.GetProperty("heard").Clone();

    public Task CloseAsync() => OwnLaboratory.SendAsync(planner, $"/payloads/{Id}/close", new { reason = "测试" });

    private int Port => laboratory.Get<Broker>().Port;
}
