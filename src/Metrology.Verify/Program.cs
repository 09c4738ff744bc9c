return Metrology.Verify.CommandLine.Run(args, Metrology.Verify.Terminal.OfProcess(args));
