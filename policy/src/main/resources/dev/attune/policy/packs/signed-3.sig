tBzj3rDRv2IMs4dMiJcGtGQrV//TzWG4be82Px20+V2S60gwCW7pD/xeW1Nci9WnyrkH+TuexlyN
Lnigh+tLBg==
