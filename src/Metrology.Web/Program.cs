return await Metrology.Web.Commands.CommandLine.RunAsync(args, Metrology.Web.Commands.Terminal.OfProcess(args), CancellationToken.None);
