using System.CommandLine;
using System.Globalization;
using Metrology.App.Customers;
using Metrology.App.Laboratory;
using Metrology.App.Ledger;
using Metrology.App.Verifications;
using Metrology.Core.Certificates;
using Metrology.Core.Procedures;
using Metrology.Core.Words;
using Metrology.Station.Benches;
using Metrology.Web.Demonstration;
using Metrology.Verify.Checking;
using Metrology.Web.Host;

namespace Metrology.Web.Commands.Server;

/// <summary>The main job without a browser, on simulators that speak the real bytes.</summary>
internal static class DemoCommand
{
    /// <summary>One verification of the demonstration.</summary>
    /// <param name="File">Name of its papers.</param>
    /// <param name="SetsConstant">The taximeter comes again, its card set to the k that the run before suggested.</param>
    private sealed record Job(string Serial, string File, CertificateKind Expected, bool SetsConstant = false)
    {
        public string Bundle => $"record-{Serial}{(SetsConstant ? "-2" : "")}.zip";
    }

    private const string Pile = "pile", Charger = "charger", Taximeter = "taximeter", Roller = "roller", Pulse = "pulse";

    /// <summary>By bench: its code, a unit within its limits and where there is one another that fails.</summary>
    private static readonly Dictionary<string, (string Code, Job[] Jobs)> Benches = new()
    {
        [Pile] = ("ev-ac-1", [new("SIM-EV-0001", "certificate", CertificateKind.VerificationCertificate), new("SIM-EV-0002", "notice", CertificateKind.RejectionNotice)]),
        [Charger] = ("ev-dc-1", [new("SIM-DC-0001", "certificate", CertificateKind.VerificationCertificate)]),
        [Taximeter] = ("taxi-1",
        [
            new("SIM-TX-0002", "certificate", CertificateKind.VerificationCertificate),
            new("SIM-TX-0001", "notice", CertificateKind.RejectionNotice),
            new("SIM-TX-0001", "certificate-adjusted", CertificateKind.VerificationCertificate, SetsConstant: true),
        ]),
        [Roller] = ("taxi-check-1", [new("SIM-RB-0001", "certificate", CertificateKind.VerificationCertificate), new("SIM-RB-0002", "notice", CertificateKind.RejectionNotice)]),
        [Pulse] = ("ev-ac-3", [new("SIM-EV-0007", "certificate", CertificateKind.VerificationCertificate)]),
    };

    private const string Record = "record.json";

    public static Command Create(Terminal terminal)
    {
        var once = new Option<bool>("--once") { Description = terminal.Say("跑一遍后退出", "Run once and exit") };
        var output = new Option<string>("--out") { Description = terminal.Say("输出目录", "Folder for what is written"), Required = true };
        var seed = new Option<ulong>("--seed") { Description = terminal.Say("模拟器的种子：相同的种子得到相同的数值", "Seed of the simulators: same seed, same numbers"), DefaultValueFactory = _ => SimulationSettings.DefaultSeed };
        var bench = new Option<string>("--bench")
        {
            Description = terminal.Say($"检定台：{Pile}（交流充电桩，默认）、{Charger}（非车载充电机）、{Taximeter}（出租汽车计价器滚轮）、{Roller}（滚轮装置本身）、{Pulse}（交流充电桩脉冲法）", $"Bench: {Pile} (AC, unless given), {Charger} (DC), {Taximeter} (rollers), {Roller} (the rollers themselves), {Pulse} (AC by pulses)"),
            DefaultValueFactory = _ => Pile,
        }.AcceptOnlyFromAmong([.. Benches.Keys]);
        var publicUrl = PublicUrl.Option(terminal);
        var command = new Command("demo", terminal.Say("不用浏览器跑完整流程：检定、核验、批准、出证", "The main job without a browser: measure, check, approve, issue")) { once, output, bench, seed, publicUrl };
        command.Validators.Add(parsed =>
        {
            if (!parsed.GetValue(once))
                parsed.AddRefusal(terminal, Refusal.Of("demo.once", "须给出 --once。带界面的示例用 serve --demo。", "Give --once. The demonstration with pages is serve --demo."));
        });
        command.SetAction((parsed, cancellation) => PublicUrl.Of(parsed.GetValue(publicUrl)) is var printed && printed.Refusal is { } bad
            ? Task.FromResult(terminal.RefuseUse(bad))
            : RunAsync(terminal, parsed.GetValue(output)!, Benches[parsed.GetValue(bench)!], folder => new(folder, IsDemo: true) { Seed = parsed.GetValue(seed), PublicUrl = printed.Value }, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(Terminal terminal, string output, (string Code, Job[] Jobs) bench, Func<DataFolder, ServeOptions> optionsOf, CancellationToken cancellation)
    {
        try
        {
            Directory.CreateDirectory(output);
            // What an earlier run wrote must not be taken for this one's, and whether files can be written is found out before the work.
            foreach (var name in bench.Jobs.SelectMany(job => (string[])[Pdf(job.File), Dcc(job.File), job.Bundle]).Append(Record).Append(LedgerKey))
                File.Delete(Path.Combine(output, name));
            await File.Create(Path.Combine(output, Record), 1, FileOptions.DeleteOnClose).DisposeAsync();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return terminal.Refuse(Refusal.Of(
                "demo.out", $"不能在目录 {output} 中写入文件。请换 --out。", $"Files cannot be written in the folder {output}. Give another --out."));
        }

        var data = Directory.CreateTempSubdirectory("metrology-demo-");
        try
        {
            await using var app = MetrologyHost.Create(optionsOf(new(data.FullName)));
            await MetrologyHost.PrepareAsync(app, cancellation);
            app.Services.GetRequiredService<Station.Ingest.Broker>().Start();
            return await RunAsync(terminal, app.Services, bench, output, cancellation);
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    private static async Task<int> RunAsync(Terminal terminal, IServiceProvider services, (string Code, Job[] Jobs) bench, string output, CancellationToken cancellation)
    {
        var scenario = HeadlessScenario.Create(services);
        var people = await DemoPeople.FindAsync(services.GetRequiredService<LaboratoryQueries>(), cancellation);
        var records = new List<string>();
        var witness = services.GetRequiredService<ILedgerWitness>();
        await WriteAsync(Path.Combine(output, LedgerKey), System.Text.Encoding.ASCII.GetBytes(witness.PublicKey), cancellation);
        var constant = null as decimal?;
        foreach (var job in bench.Jobs)
        {
            var (serial, file) = (job.Serial, job.File);
            if (job.SetsConstant && await SetConstantAsync(services, people.Technician, serial, constant, cancellation) is { } notSet)
                return terminal.Refuse(notSet);
            var request = await DemoRequest.OfAsync(services, serial, cancellation, bench.Code);
            var issued = await scenario.RunAsync(people, request, line => terminal.Error.WriteLine($"{serial} {line}"), cancellation);
            if (issued.Refusal is { } refusal)
                return terminal.Refuse(refusal);
            var certificate = issued.Value;
            await WriteAsync(Path.Combine(output, Pdf(file)), certificate.Pdf, cancellation);
            if (certificate.Dcc is { } digital)
                await WriteAsync(Path.Combine(output, Dcc(file)), digital, cancellation);
            // Signed at once, so that the bundle holds the proof of the ledger.
            await services.GetRequiredService<TakeCheckpoint>().ExecuteAsync(cancellation);
            var export = services.GetRequiredService<RecordExport>();
            var bundle = (await export.BundleAsync(certificate.VerificationId, cancellation)).Value;
            await WriteAsync(Path.Combine(output, job.Bundle), bundle, cancellation);
            records.Add(System.Text.Encoding.UTF8.GetString((await export.ExecuteAsync(certificate.VerificationId, cancellation)).Value));
            constant = await scenario.SuggestedConstantAsync(certificate.VerificationId, cancellation);
            var verdict = await scenario.VerdictAsync(certificate.VerificationId, cancellation);
            terminal.WriteLine($"{serial} {verdict} {certificate.Number} {Pdf(file)}");
            // As a stranger would: with the file and the record alone.
            if (CertificateCheck.Run(certificate.Pdf, bundle, ledger: new(null, witness.Key)).Broken is { } broken)
                return terminal.Refuse(Refusal.Of($"demo.{broken.Code}", broken.Text.Zh, broken.Text.En));
            if (certificate.Kind != job.Expected)
                return Terminal.Refused;
        }

        await WriteAsync(Path.Combine(output, Record), System.Text.Encoding.UTF8.GetBytes($"[\n{string.Join(",\n", records)}\n]\n"), cancellation);
        return Terminal.Done;
    }

    /// <summary>The card of the taximeter is set, and its k entered at the unit.</summary>
    private static async Task<Refusal?> SetConstantAsync(IServiceProvider services, Actor technician, string serial, decimal? constant, CancellationToken cancellation)
    {
        var unit = (await services.GetRequiredService<UnitQueries>().WithSerialAsync(serial, cancellation)).Single();
        var nameplate = new Dictionary<string, string>(unit.Nameplate) { ["k"] = constant!.Value.ToString(CultureInfo.InvariantCulture) };
        var request = new SaveUnit.Request(
            unit.Id, unit.Customer!.Name, unit.Customer.Address, unit.NameZh, unit.NameEn, unit.Model, unit.SerialNumber, unit.Manufacturer, unit.Location, unit.Procedure, nameplate);
        return (await services.GetRequiredService<SaveUnit>().ExecuteAsync(technician with { Because = "示例：按建议值设定检定卡" }, request, cancellation)).Refusal;
    }

    /// <summary>Whole or not at all, also on a disk that is full.</summary>
    private static async Task WriteAsync(string file, byte[] bytes, CancellationToken cancellation)
    {
        var unfinished = file + ".part";
        try
        {
            await File.WriteAllBytesAsync(unfinished, bytes, cancellation);
            File.Move(unfinished, file, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    private const string LedgerKey = "ledger-key.pem";

    private static string Pdf(string file) => $"{file}.pdf";

    private static string Dcc(string file) => $"{file}.xml";

}
