using BenchmarkDotNet.Running;
using Metrology.Benchmarks;

// `loop [seconds]` is a quick measurement on one thread; `certificates [seconds]` is one of whole certificates, `procedures [seconds]` is one of loading and evaluating, `uncertainty [seconds]` one of Monte Carlo, `forecast [turns]` one of the planner's numbers, `numpy [PYTHON]` compares Monte Carlo with numpy in one run, `papers SECONDS FOLDER [PYTHON]` compares certificates with pdfkit (installed in FOLDER by npm) and WeasyPrint; `lists [N [WORD]]` times first pages and searches of a register of N instruments, those whose name holds the word (`whole`: what reads the whole register), `chain [N]` times a chain of traceability over N certificates; `ingest [seconds]` drives readings of 50 clients through the endpoint into the database, beside mosquitto; `station-idle PROGRAM [SECONDS]` says what an idle station takes of memory and processor; `station-link` says what the way over a station adds to an exchange; `bulk N` issues N approved records in bulk on a real database; anything else goes to BenchmarkDotNet, e.g. `--filter *Pdf*`.
if (args is ["loop", .. var rest])
    PdfLoop.Run(rest is [var seconds] ? int.Parse(seconds, System.Globalization.CultureInfo.InvariantCulture) : 5);
else if (args is ["procedures", .. var more])
    ProcedureLoop.Run(more is [var duration] ? int.Parse(duration, System.Globalization.CultureInfo.InvariantCulture) : 3);
else if (args is ["certificates", .. var many])
    CertificateLoop.Run(many is [var span] ? int.Parse(span, System.Globalization.CultureInfo.InvariantCulture) : 5);
else if (args is ["uncertainty", .. var some])
    UncertaintyLoop.Run(some is [var length] ? int.Parse(length, System.Globalization.CultureInfo.InvariantCulture) : 3);
else if (args is ["forecast", .. var few])
    ForecastLoop.Run(few is [var times] ? int.Parse(times, System.Globalization.CultureInfo.InvariantCulture) : 20);
else if (args is ["numpy", .. var python])
    return NumpyComparison.Run(python is [var named] ? named : "python3");
else if (args is ["papers", var turns, var pdfkit, .. var interpreter])
    PaperComparison.Run(int.Parse(turns, System.Globalization.CultureInfo.InvariantCulture), pdfkit, interpreter is [var chosen] ? chosen : "/usr/bin/python3");
else if (args is ["chain", .. var leaves])
    await ChainLoop.RunAsync(leaves is [var number] ? int.Parse(number, System.Globalization.CultureInfo.InvariantCulture) : 10_000);
else if (args is ["lists", .. var register])
    await ListLoop.RunAsync(register is [var items, ..] ? int.Parse(items, System.Globalization.CultureInfo.InvariantCulture) : 1_000_000, register is [_, var only] ? only : "");
else if (args is ["ingest", .. var period])
    await IngestLoop.RunAsync(period is [var lasting] ? int.Parse(lasting, System.Globalization.CultureInfo.InvariantCulture) : 10);
else if (args is ["station-link"])
    await StationRoundTrip.RunAsync();
else if (args is ["station-idle", var built, .. var idling])
    await StationIdle.RunAsync(idling is [var still] ? int.Parse(still, System.Globalization.CultureInfo.InvariantCulture) : 60, built);
else if (args is ["ingest-clients", .. var orders])
    await IngestClients.RunAsync(orders);
else if (args is ["bulk", var count])
    await BulkLoop.RunAsync(int.Parse(count, System.Globalization.CultureInfo.InvariantCulture));
else if (args is ["write", var path])
    File.WriteAllBytes(path, Metrology.Pdf.Tests.Samples.SampleCertificate.Describe().ToBytes());
else
    BenchmarkSwitcher.FromAssembly(typeof(PdfBenchmarks).Assembly).Run(args);
return 0;
