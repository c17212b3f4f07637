module example.com/gantry/programs

go 1.25
