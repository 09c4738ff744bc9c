using System.Diagnostics;
using System.Globalization;
using System.Text;
using Metrology.App.Operation;
using Metrology.App.Storage;
using Metrology.App.Verifications;

namespace Metrology.Web.Features.Operation;

/// <summary>Numbers as Prometheus reads them (text format 0.0.4). No name, number or address of anybody is in it.</summary>
internal static class MetricsText
{
    public static string Of(WatchQueries.Numbers numbers, Store store, TimeSpan? fullIn, DateTimeOffset now)
    {
        var room = store.Room;
        var text = new StringBuilder();
        using var process = Process.GetCurrentProcess();
        Gauge(text, "process_resident_memory_bytes", "Memory of the process", process.WorkingSet64);
        Counter(text, "process_cpu_seconds_total", "Processor time of the process", process.TotalProcessorTime.TotalSeconds);
        Gauge(text, "process_start_time_seconds", "When the process began, in seconds since 1970", new DateTimeOffset(process.StartTime.ToUniversalTime()).ToUnixTimeSeconds());
        if (room.FreeBytes is { } free)
            Gauge(text, "metrology_storage_free_bytes", "Room where records are kept", free);
        Gauge(text, "metrology_storage_reserve_bytes", "Below this no run is begun", StorageRoom.Reserve);
        if (fullIn is { } until)
            Gauge(text, "metrology_storage_reserve_reached_seconds", "Until no run is begun any more, if the disk goes on filling as it did", until.TotalSeconds);
        Gauge(text, "metrology_software_intact", "1 while the files of the program are what was installed; else nothing legal is written", store.Gate.Closed is null ? 1 : 0);
        Gauge(text, "metrology_faults_open", "Failures that nobody has closed", numbers.OpenFaults);
        Head(text, "metrology_verifications", "gauge", "Records by where they stand");
        foreach (var state in Enum.GetValues<VerificationState>())
            Line(text, $"metrology_verifications{{state=\"{state}\"}}", numbers.Verifications.GetValueOrDefault(state.ToString()));
        Counter(text, "metrology_certificates_total", "Certificates that were issued", numbers.Certificates);
        Counter(text, "metrology_instrument_messages_total", "Messages of instruments that were taken", numbers.InstrumentMessages);
        Counter(text, "metrology_instrument_messages_refused_total", "Messages of instruments that were refused", numbers.RefusedMessages);
        Head(text, "metrology_requests_refused_total", "counter", "Requests that were refused or failed");
        foreach (var refused in numbers.RefusedRequests)
            Line(text, $"metrology_requests_refused_total{{code=\"{Escaped(refused.Code)}\",status=\"{refused.Status}\"}}", refused.Count);
        Gauge(text, "metrology_ledger_entries", "Entries of the ledger", numbers.LedgerSize);
        if (numbers.LastCheckpoint is { } signed)
            Gauge(text, "metrology_ledger_checkpoint_age_seconds", "Since the ledger was last signed", (now - signed).TotalSeconds);
        Head(text, "metrology_job_last_run_timestamp_seconds", "gauge", "When a job last ended");
        foreach (var run in numbers.Jobs)
            Line(text, $"metrology_job_last_run_timestamp_seconds{{job=\"{run.JobId}\"}}", run.EndedAt!.Value.ToUnixTimeSeconds());
        Head(text, "metrology_job_last_run_failed", "gauge", "1 when the last run of a job was refused or failed");
        foreach (var run in numbers.Jobs)
            Line(text, $"metrology_job_last_run_failed{{job=\"{run.JobId}\"}}", run.FaultCode is null ? 0 : 1);
        return text.ToString();
    }

    private static void Gauge(StringBuilder text, string name, string help, double value) => One(text, name, "gauge", help, value);

    private static void Counter(StringBuilder text, string name, string help, double value) => One(text, name, "counter", help, value);

    private static void One(StringBuilder text, string name, string type, string help, double value)
    {
        Head(text, name, type, help);
        Line(text, name, value);
    }

    private static void Head(StringBuilder text, string name, string type, string help) => text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} {type}\n");

    private static void Line(StringBuilder text, string series, double value) => text.Append(series).Append(' ').Append(value.ToString("R", CultureInfo.InvariantCulture)).Append('\n');

    private static string Escaped(string label) => label.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
